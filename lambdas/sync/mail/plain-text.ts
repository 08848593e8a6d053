/** Control characters, and marks that turn the direction of writing or are not seen at all. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu;
const ADDRESS = /[^\s<>"'(),;]{1,100}@[^\s<>"'(),;]{1,255}/g;
/** Also `example.com` on its own: chat programs make links of it. */
const LINK =
  /[a-z][a-z0-9+.-]{1,20}:\/\/\S*|\bwww\.\S+|(?<![\p{L}\p{M}\p{N}-])(?:[\p{L}\p{M}\p{N}-]{1,63}\.){1,8}[a-z]{2,24}(?![\p{L}\p{M}\p{N}])(?:[/:?#]\S*)?/giu;

/** One line of what was written: nothing unseen in it, and nothing that becomes a link when it is shown. */
export const plainLine = (text: string): string =>
  oneLine(text).replace(ADDRESS, '[address]').replace(LINK, '[link]').replace(/\s+/g, ' ').trim();

/** As written, on one line and without what cannot be seen. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim();

/** At most so many UTF-16 units, never half a character, an ellipsis where something was cut. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const whole = /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
  return `${whole.trimEnd()}…`;
}
