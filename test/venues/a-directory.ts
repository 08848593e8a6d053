import type { DirectoryEntry } from '../../lambdas/venues/index.ts';

/** Entries v1, v2 … from lines "Name @ location = alias # zone, zone"; everything after the name may be left out. */
export const aDirectory = (...lines: string[]): DirectoryEntry[] =>
  lines.map((line, at) => {
    const part = (mark: string) => new RegExp(`${mark}([^@=#]+)`).exec(line)?.[1]?.trim();
    const [location, alias, zones] = [part('@'), part('='), part('#')];
    return {
      id: `v${at + 1}`,
      name: /^[^@=#]+/.exec(line)?.[0].trim() ?? line,
      ...(location && { location }),
      ...(alias && { aliases: [alias] }),
      ...(zones && { zones: zones.split(',').map((zone) => zone.trim()) }),
    };
  });
