const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units: at a paragraph, else a line, else a sentence, else a space,
 * else between graphemes, never inside one, so neither Thai vowels nor family emoji are torn.
 */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const at = cutBefore(rest, limit);
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest);
  return pieces;
}

const breaks = [/\n{2,}/g, /\n/g, /[.!?。！？]+\s+/g, /\s+/g];

/** Where to cut: after the last good break in the second half, so that no piece is needlessly short. */
function cutBefore(text: string, limit: number): number {
  const window = text.slice(0, limit);
  for (const pattern of breaks) {
    const last = [...window.matchAll(pattern)].at(-1);
    const end = last ? last.index + last[0].length : 0;
    if (end > limit / 2) return end;
  }
  return lastGraphemeEnd(text, limit);
}

/** Shortens to `limit` UTF-16 units with an ellipsis, between graphemes. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, lastGraphemeEnd(text, limit - 1)).trimEnd()}…`;
}

function lastGraphemeEnd(text: string, limit: number): number {
  let end = 0;
  // A grapheme longer than this is an attack with combining marks, not writing; look no further than needed.
  for (const { segment, index } of graphemes.segment(text.slice(0, limit + 64))) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  return end > 0 ? end : limit;
}
