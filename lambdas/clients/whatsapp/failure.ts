import type { FailureClass } from '../send-outcome.ts';

const classes: [FailureClass, readonly number[]][] = [
  ['throttled', [4, 80007, 130429, 131057, 133016]],
  ['pair-throttled', [131056]],
  ['unavailable', [1, 2, 131000, 131016]],
  ['window-closed', [131047]],
  ['recipient', [131026, 131030, 131050, 131021, 131062]],
  ['ecosystem', [131049]],
  ['account', [190, 0, 3, 10, 131005, 131042, 131048, 131031, 368, 133010]],
  ['bad-request', [100, 131008, 131009, 131051, 131052, 131053, 132000, 132001, 132012, 132015, 132016]],
];

/**
 * Decides by `code` alone: the same throttle is HTTP 400 or 429 depending on the age of the documentation page.
 * An unknown code with a 5xx is the vendor's trouble, else ours.
 */
export function classifyWhatsAppError(code: number | undefined, httpStatus?: number): FailureClass {
  for (const [failure, codes] of classes) if (code !== undefined && codes.includes(code)) return failure;
  if (code !== undefined && code >= 200 && code <= 299) return 'account';
  if (httpStatus === 429) return 'throttled';
  if (httpStatus === 401 || httpStatus === 403) return 'account';
  return httpStatus !== undefined && httpStatus >= 500 ? 'unavailable' : 'bad-request';
}
