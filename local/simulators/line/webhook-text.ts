/** A webhook body as LINE writes it: compact, Thai as it is, but emoji escaped in every other one. */
export function writeWebhook(value: unknown, nth: number): string {
  const text = JSON.stringify(value);
  if (nth % 2 === 0) return text;
  return text.replace(/[\ud800-\udfff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase()}`);
}
