/** A value of an array column as PostgreSQL writes it: texts, nulls and, where it has more dimensions, lists. */
export type ArrayEntry = string | null | ArrayEntry[];

const PART = /"((?:[^"\\]|\\.)*)"|([^,{}"]+)|([{}])/gs;

export function readArray(text: string): ArrayEntry[] {
  const outermost: ArrayEntry[] = [];
  const open: ArrayEntry[][] = [outermost];
  // Bounds other than 1 come first, as in `[0:1]={a,b}`.
  for (const [, quoted, bare, brace] of text.slice(text.indexOf('{')).matchAll(PART)) {
    const list = open.at(-1) ?? outermost;
    if (brace === '{') {
      const inner: ArrayEntry[] = [];
      list.push(inner);
      open.push(inner);
    } else if (brace === '}') open.pop();
    else if (quoted !== undefined) list.push(quoted.replace(/\\(.)/gs, '$1'));
    else list.push(bare === 'NULL' ? null : (bare ?? null));
  }
  const [whole] = outermost;
  return Array.isArray(whole) ? whole : [];
}
