/**
 * The same text, for what is kept. V8 makes a part of a long text a view of the whole, so that a client's
 * name kept the whole body of its request in memory.
 */
export const ownText = (part: string): string => Buffer.from(part).toString();
