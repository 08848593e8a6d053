import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { type LocalStack, startLocalStack } from '../../../local/stack.ts';
import { synthesise } from '../../../local/synth.ts';
import { until } from '../../product/phones.ts';
import { migrations } from './database-at-version.ts';

jest.setTimeout(60_000);

let stack: LocalStack;
const lines: string[] = [];
beforeAll(async () => {
  const { assemblyDirectory, stage } = await synthesise();
  stack = await startLocalStack({
    assemblyDirectory,
    stage,
    eventSources: false,
    onLog: ({ line }) => lines.push(line),
  });
});
afterAll(() => stack?.close());

async function asSuperuser(statement: string): Promise<Record<string, unknown>[]> {
  if (!stack.database) throw new Error('no database');
  const { host, port, owner } = stack.database.server;
  const session = new pg.Client({ host, port, ...owner, database: 'bma' });
  await session.connect();
  const { rows } = await session.query(statement);
  await session.end();
  return rows;
}
/** Log lines reach us a moment after the function has answered. */
const logged = (message: string) =>
  until(async () =>
    lines
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
      .find((line) => line.message === message),
  );

describe('a deploy', () => {
  it('migrates the database before anything runs, with the files in its bundle', async () => {
    const applied = await asSuperuser('select name from schema_migrations order by version');
    expect(applied.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
    expect(await logged('database migrated')).toMatchObject({ kind: 'migrated', months: 16 });
  });

  it('again finds nothing to do', async () => {
    const { name } = stack.resources.functions.find(({ id }) => id.startsWith('MigrationMigrateDatabase')) ?? {};
    expect(await stack.invoke(name ?? '', {})).toMatchObject({ ok: true, payload: { kind: 'migrated', applied: [] } });
  });

  it('leaves app able to make months with the password of its secret, and to see strays', async () => {
    await asSuperuser(
      `insert into zone_events (id, zone_id, at, after, reason) values (gen_random_uuid(), 'z', '1999-01-01', 'online', 'x')`,
    );
    expect(await stack.invoke('upkeep-partitions', {})).toMatchObject({ ok: true });
    expect(await logged('months are ready')).toMatchObject({ made: 0, strays: 1 });
    expect(lines.join()).toMatch(/"StrayRows":1\b/);
  });
});
