import { addressOf, domainOf, isWithin } from './people.ts';

/** Whether Gmail could confirm who sent a mail; `unchecked` where it wrote nothing, as within its own domain. */
export type SenderCheck = 'confirmed' | 'forged' | 'unchecked';

/**
 * Reads the topmost Authentication-Results header. Confirmed when DMARC passed, or when DKIM or SPF passed for the
 * domain the From header shows; a pass for another domain confirms only that other one.
 */
export function checkSender(from: string, results: string | undefined): SenderCheck {
  // Only Gmail's own header counts; one of another server may have come with the mail.
  if (!results || !/^\s*mx\.google\.com\s*;/i.test(results)) return 'unchecked';
  const domain = domainOf(addressOf(from));
  const text = results.replace(/\([^()]*\)/g, ' ').toLowerCase();
  const dmarc = /\bdmarc=(\w+)/.exec(text)?.[1];
  if (dmarc === 'pass') return 'confirmed';
  if (dmarc === 'fail') return 'forged';
  return passedFor(text).some((passed) => isAligned(passed, domain)) ? 'confirmed' : 'forged';
}

function passedFor(text: string): string[] {
  return text.split(';').flatMap((part) => {
    if (/\bdkim=pass\b/.test(part)) return [/header\.(?:i|d)=(\S+)/.exec(part)?.[1] ?? ''];
    return /\bspf=pass\b/.test(part) ? [/smtp\.mailfrom=(\S+)/.exec(part)?.[1] ?? ''] : [];
  });
}

function isAligned(passed: string, domain: string): boolean {
  const other = domainOf(passed.replaceAll(/[<>"]/g, ''));
  if (other === '' || !other.includes('.')) return false;
  return isWithin(other, [domain]) || isWithin(domain, [other]);
}
