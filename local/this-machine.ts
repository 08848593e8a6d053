const NAME = String.raw`(127\.0\.0\.1|localhost|\[::1\])(:\d+)?`;
const HOST = new RegExp(`^${NAME}$`, 'i');
const ORIGIN = new RegExp(`^https?://${NAME}$`, 'i');

/** Whether a Host header names this machine: somebody else's name can be made to mean 127.0.0.1. */
export const isHostHere = (host: string | undefined): boolean => host !== undefined && HOST.test(host);

/** Whether a page was served from this machine, on whichever port. */
export const isOriginHere = (origin: string): boolean => ORIGIN.test(origin);
