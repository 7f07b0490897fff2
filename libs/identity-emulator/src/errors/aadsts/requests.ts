import { invalidRequest, unavailable, type AadstsEntry } from './shapes.ts';

/** Requests that make no sense, and a service that is unavailable. */
export const requests: Readonly<Record<number, AadstsEntry>> = {
  500011: {
    status: 400,
    oauth: 'invalid_resource',
    text: "The resource principal named '{0}' was not found in the tenant.",
  },
  50059: {
    ...invalidRequest,
    text: 'No tenant-identifying information was found in the request or implied by a credential.',
  },
  501491: { ...invalidRequest, text: 'Invalid size of Code_Challenge parameter.' },
  700022: {
    ...invalidRequest,
    text: "The provided value for the input parameter 'scope' names more than one resource.",
  },
  70003: {
    status: 400,
    oauth: 'unsupported_grant_type',
    text: "The app requested an unsupported grant type '{0}'.",
  },
  700054: {
    status: 400,
    oauth: 'unsupported_response_type',
    text: "The response_type '{0}' is not enabled for the application.",
  },
  70011: {
    status: 400,
    oauth: 'invalid_scope',
    text: "The provided value for the input parameter 'scope' is not valid. {0}",
  },
  90002: {
    status: 400,
    oauth: 'invalid_tenant',
    text: "Tenant '{0}' not found. Check that this is the right tenant ID and the right cloud.",
  },
  900023: {
    ...invalidRequest,
    text: "Specified tenant identifier '{0}' is neither a valid DNS name, nor a valid external domain.",
  },
  9010010: {
    status: 400,
    oauth: 'invalid_target',
    text: "The resource parameter provided in the request doesn't match with the requested scopes.",
  },
  650053: {
    status: 400,
    oauth: 'invalid_client',
    text: "The application '{0}' asked for scope '{1}' that doesn't exist on the resource '{2}'. Contact the app vendor.",
  },
  900144: {
    ...invalidRequest,
    text: "The request body must contain the following parameter: '{0}'.",
  },
  90023: { ...invalidRequest, text: "Unsupported '{0}' value." },
  9002313: { ...invalidRequest, text: 'The request is malformed or not valid. {0}' },
  90024: { ...unavailable, text: 'The request budget is exceeded. Try again.' },
  90033: { ...unavailable, text: 'A service is temporarily unavailable. Try again.' },
  90055: {
    status: 429,
    oauth: 'temporarily_unavailable',
    text: 'Too many requests for this tenant. Try again later.',
    headers: { 'retry-after': '10' },
  },
  900561: {
    ...invalidRequest,
    text: 'The endpoint only accepts {0} requests. Received a {1} request.',
  },
  900971: { ...invalidRequest, text: 'No reply address provided.' },
  90133: {
    ...invalidRequest,
    text: "Device code flow is not supported under '/common' or '/consumers'.",
  },
};
