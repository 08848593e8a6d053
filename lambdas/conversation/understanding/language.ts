import type { Language } from '../chat.ts';

const ENGLISH =
  /\b(?:the|is|are|am|was|in|on|at|of|my|our|your|we|you|it|this|that|there|not|no|and|but|please|can|have|has|from|i'm|i|to|for|with|what|when|why|how)\b/gi;

/**
 * The language to answer in. Thai script makes it Thai, unless a few Thai letters (a name) sit in an English sentence;
 * a Thai chat stays Thai through short Latin answers such as a name, "ok" or "GM".
 */
export function languageOf(text: string, before: Language): Language {
  const thai = text.match(/[\u0e01-\u0e4f]/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const english = text.match(ENGLISH)?.length ?? 0;
  if (thai > 0) return english >= 3 && latin > 2 * thai ? 'en' : 'th';
  const words = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return before === 'th' && !(english >= 2 && words >= 4) ? 'th' : 'en';
}
