/** What an endpoint answers. Endpoints return it; `endpoint` sends it. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is text already. */
  body: Record<string, unknown> | string;
  /** Content type, where it is not plain JSON. */
  type?: string;
}
