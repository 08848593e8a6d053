import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { scramVerifier, setRolePasswords } from '../../../lambdas/venues/migrate/role-passwords-in-postgres.ts';
import { startTemporaryDatabase, type TemporaryDatabase } from '../../database/temporary-database.ts';
import { migrateTo, migrations, sqlAs } from './database-at-version.ts';

let server: TemporaryDatabase;
beforeAll(async () => {
  server = await startTemporaryDatabase();
  await migrateTo(sqlAs(server, server.secretArn), migrations.length);
});
afterAll(() => server.close());

const salt = Buffer.from('0123456789abcdef');

async function logsIn(user: string, password: string): Promise<boolean> {
  const session = new pg.Client({ ...server.connection, user, password });
  try {
    await session.connect();
    return (await session.query('select current_user as name')).rows[0].name === user;
  } catch {
    return false;
  } finally {
    await session.end();
  }
}

describe('the passwords of the roles', () => {
  it('are those of their secrets, even with every quote there is, and the last one counts', async () => {
    const odd = `it's"$$\\%s:%L;--`;
    const sql = sqlAs(server, server.secretArn);
    await setRolePasswords(
      sql,
      [
        { role: 'bma_app', password: 'first-password' },
        { role: 'bma_reader', password: odd },
      ],
      salt,
    );
    expect([await logsIn('bma_app', 'first-password'), await logsIn('bma_reader', odd)]).toEqual([true, true]);
    await setRolePasswords(sql, [{ role: 'bma_app', password: 'second-password' }], salt);
    expect([await logsIn('bma_app', 'first-password'), await logsIn('bma_app', 'second-password')]).toEqual([
      false,
      true,
    ]);
  });

  it('may be set by two deploys at once', async () => {
    const set = () =>
      setRolePasswords(sqlAs(server, server.secretArn), [{ role: 'bma_app', password: 'third-password' }], salt);
    await Promise.all([set(), set(), set()]);
    expect(await logsIn('bma_app', 'third-password')).toBe(true);
  });

  it('are in no statement', async () => {
    const seen: string[] = [];
    const sql = sqlAs(server, server.secretArn, {
      client: Object.assign(Object.create(server.client), {
        send(command: { input: { sql?: string; parameters?: unknown } }) {
          seen.push(JSON.stringify(command.input));
          return server.client.send(command as never);
        },
      }),
    });
    await setRolePasswords(sql, [{ role: 'bma_app', password: 'fourth-password' }], salt);
    expect(seen.join()).not.toContain('fourth-password');
    expect(await logsIn('bma_app', 'fourth-password')).toBe(true);
  });

  it('are verified as in RFC 7677', () => {
    const verifier = scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
    expect(verifier).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    );
  });
});
