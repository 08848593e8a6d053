import { describe, expect, it } from '@jest/globals';
import { type Pointer, readPointer } from '../../../lambdas/venues/publication/pointer.ts';
import { type PublishPorts, publishDirectory } from '../../../lambdas/venues/publication/publish-directory.ts';
import { type DirectoryRows, snapshotOf } from '../../../lambdas/venues/publication/snapshot.ts';

const now = new Date('2026-11-21T10:00:00Z');
const venue = (id: string, name: string) => ({ id, name });

/** A shelf and a record in memory. `between` runs between two awaits of whoever publishes. */
function world() {
  const objects = new Map<string, string>();
  let pointer: { pointer: Pointer; mark: string } | undefined;
  let version = 0;
  let marks = 0;
  const record: { rows: DirectoryRows } = { rows: { venues: [venue('1', 'One')], zones: [] } };
  const notes: number[] = [];
  const ports: PublishPorts = {
    nextVersion: async (above) => {
      version = Math.max(version, above) + 1;
      return version;
    },
    rows: async () => record.rows,
    note: async (one) => void notes.push(one.version),
    shelf: {
      current: async () => pointer,
      put: async (key, text) => void objects.set(key, text),
      async point(next, mark) {
        if (pointer?.mark !== mark) return 'overtaken';
        pointer = { pointer: next, mark: `mark-${++marks}` };
        return 'pointed';
      },
    },
  };
  const inForce = () => ({ pointer: pointer?.pointer, search: objects.get(pointer?.pointer.searchKey ?? '') });
  return { ports, record, inForce, notes, objects };
}

describe('publishing the directory', () => {
  it('puts a first version in force, with all its parts', async () => {
    const { ports, inForce, notes } = world();
    expect(await publishDirectory(ports, now)).toEqual({
      kind: 'published',
      version: 1,
      counts: { venues: 1, zones: 0 },
    });
    expect(inForce().search).toBe('[{"id":"1","name":"One"}]');
    expect(notes).toEqual([1]);
  });

  it('leaves everything as it is when nothing changed', async () => {
    const { ports, objects, inForce } = world();
    await publishDirectory(ports, now);
    const before = inForce();
    expect(await publishDirectory(ports, now)).toMatchObject({ kind: 'unchanged', version: 1 });
    expect(inForce()).toEqual(before);
    expect(objects.size).toBe(3);
  });

  it('renews an unchanged version before it would be deleted for its age', async () => {
    const { ports } = world();
    await publishDirectory(ports, now);
    const later = new Date(now.getTime() + 31 * 86_400_000);
    expect(await publishDirectory(ports, later)).toMatchObject({ kind: 'published', version: 2 });
  });

  it('does not put an older reading of the record in place of a newer one', async () => {
    const { ports, record, inForce } = world();
    const slow = publishDirectory(
      {
        ...ports,
        async rows() {
          const read = record.rows;
          record.rows = { venues: [venue('1', 'One'), venue('2', 'Two')], zones: [] };
          await publishDirectory(ports, now);
          return read;
        },
      },
      now,
    );
    expect(await slow).toMatchObject({ kind: 'newer-in-force', version: 2 });
    expect(inForce().search).toContain('Two');
  });

  it('goes on from the version in force when the database came back without its last numbers', async () => {
    const { ports, record, inForce } = world();
    for (const name of ['Two', 'Three', 'Four']) {
      record.rows = { venues: [venue('1', name)], zones: [] };
      await publishDirectory(ports, now);
    }
    const restored = { ...world().ports, shelf: ports.shelf };
    record.rows = { venues: [venue('1', 'After')], zones: [] };
    const published = await publishDirectory({ ...restored, rows: ports.rows }, now);
    expect(published).toMatchObject({ kind: 'published', version: 4 });
    expect(inForce().search).toContain('After');
  });

  it('looks again when somebody else pointed meanwhile', async () => {
    const { ports, record, inForce } = world();
    let meddled = false;
    const contested: PublishPorts = {
      ...ports,
      shelf: {
        ...ports.shelf,
        async point(next, mark) {
          if (!meddled) {
            meddled = true;
            const older = { ...next, version: 0.5 as number, contentHash: 'older' };
            await ports.shelf.point(older, mark);
          }
          return ports.shelf.point(next, mark);
        },
      },
    };
    record.rows = { venues: [venue('3', 'Three')], zones: [] };
    expect(await publishDirectory(contested, now)).toMatchObject({ kind: 'published', version: 1 });
    expect(inForce().search).toContain('Three');
  });

  it('is noted, and counts as published, by the second try of a run whose first died after pointing', async () => {
    const { ports, notes } = world();
    const dying = { ...ports, runId: 'run-1', note: () => Promise.reject(new Error('died')) };
    await expect(publishDirectory(dying, now)).rejects.toThrow('died');
    expect(await publishDirectory({ ...ports, runId: 'run-1' }, now)).toMatchObject({ kind: 'published', version: 1 });
    expect(notes).toEqual([1]);
    expect(await publishDirectory({ ...ports, runId: 'run-2' }, now)).toMatchObject({ kind: 'unchanged', version: 1 });
  });

  it('leaves the last version in force when it dies anywhere before pointing', async () => {
    for (const dying of ['nextVersion', 'rows', 'put', 'point'] as const) {
      const { ports, record, inForce } = world();
      await publishDirectory(ports, now);
      record.rows = { venues: [], zones: [] };
      const die = async () => {
        throw new Error('died');
      };
      const broken: PublishPorts =
        dying === 'put' || dying === 'point'
          ? { ...ports, shelf: { ...ports.shelf, [dying]: die } }
          : { ...ports, [dying]: die };
      await expect(publishDirectory(broken, now)).rejects.toThrow('died');
      expect(inForce().search).toContain('One');
      expect(await publishDirectory(ports, now)).toMatchObject({ kind: 'published' });
    }
  });
});

describe('a snapshot', () => {
  it('is the same text for the same rows in any order, in the order of ids', () => {
    const venues = [venue('10', 'Ten'), venue('9', 'Nine'), venue('2', 'Two')];
    const snapshot = snapshotOf({ venues, zones: [] });
    expect(snapshotOf({ venues: [...venues].reverse(), zones: [] })).toEqual(snapshot);
    expect(JSON.parse(snapshot.search).map(({ id }: { id: string }) => id)).toEqual(['2', '9', '10']);
  });

  it('differs when a venue moves from one part of the text to another', () => {
    const one = snapshotOf({ venues: [venue('1', 'One')], zones: [] });
    expect(snapshotOf({ venues: [venue('1', 'one')], zones: [] }).contentHash).not.toBe(one.contentHash);
  });
});

describe('a pointer', () => {
  it('of before there were hours is followed still', async () => {
    const { ports, inForce } = world();
    await publishDirectory(ports, now);
    const { hoursKey, ...older } = inForce().pointer ?? {};
    expect(hoursKey).toBe('directory/versions/000000001/hours.json');
    expect(readPointer(JSON.stringify(older))).toEqual(older);
  });

  it.each(['', '[]', '{"version":0}', '[{"id":"1","name":"a directory of an older form"}]'])(
    'that is none is named, not followed: %s',
    (text) => {
      expect(() => readPointer(text)).toThrow('is not a directory pointer');
    },
  );
});
