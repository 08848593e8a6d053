import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { failedWith, SqlFailure } from '../../../lambdas/runtime/sql/sql-failure.ts';
import { databaseError, networkError, scriptedDataApi, serviceError } from './scripted-data-api.ts';

const anything = z.object({});
const insert = 'insert into contact_points (value) values (:value)';
const phone = { value: '+66812345678' };

const insertFailsWith = (error: Error): Promise<SqlFailure> => {
  const { sql } = scriptedDataApi(Array(30).fill(error));
  return sql.execute(insert, phone).then(
    () => {
      throw new Error('did not fail');
    },
    (failure) => failure,
  );
};

describe('what the database answers', () => {
  it.each([
    ['23505', 'unique-violation', false],
    ['23503', 'foreign-key-violation', false],
    ['23514', 'check-violation', false],
    ['23502', 'not-null-violation', false],
    ['22P02', 'invalid-value', false],
    ['40001', 'serialization', true],
    ['40P01', 'deadlock', true],
    ['55P03', 'lock-not-available', true],
    ['57014', 'query-canceled', true],
    ['08006', 'outcome-unknown', true],
    ['57P01', 'outcome-unknown', true],
    ['53300', 'unavailable', true],
    ['25P03', 'transaction-gone', true],
    ['42601', 'bad-statement', false],
    ['42P01', 'bad-statement', false],
    ['42501', 'not-permitted', false],
    ['28P01', 'misconfigured', false],
    ['P0001', 'raised', false],
    ['XX000', 'other', false],
  ])('%s is %s, helped by another try: %p', async (state, code, retryable) => {
    const failure = await insertFailsWith(databaseError(state, 'something'));
    expect(failure).toBeInstanceOf(SqlFailure);
    expect(failure).toMatchObject({ code, retryable });
    expect(failedWith(failure, 'other', failure.code)).toBe(true);
  });

  it.each([
    [
      'duplicate key value violates unique constraint "contact_points_pkey"\n  Detail: Key (value)=(+66812345678) already exists.',
      '23505',
      'contact_points_pkey',
    ],
    [
      'insert or update on table "contacts" violates foreign key constraint "contacts_venue_id_fkey"\n  Detail: Key (venue_id)=(9) is not present in table "venues".',
      '23503',
      'contacts_venue_id_fkey',
    ],
    [
      'new row for relation "venues" violates check constraint "venues_name_check"\n  Detail: Failing row contains (1, +66812345678).',
      '23514',
      'venues_name_check',
    ],
    [
      'null value in column "name" of relation "venues" violates not-null constraint\n  Detail: Failing row contains (1, +66812345678).',
      '23502',
      'name',
    ],
  ])('names what it was about: %s', async (text, state, constraint) => {
    const failure = await insertFailsWith(databaseError(state, text));
    expect(failure).toMatchObject({ sqlState: state, constraint, details: { constraint } });
  });

  it.each([
    [
      '23505',
      'duplicate key value violates unique constraint "a"\n Detail: Key (value)=(+66812345678) already exists.',
    ],
    ['22P02', 'invalid input syntax for type uuid: "+66812345678"'],
    ['22001', 'value "+66812345678" too long'],
    ['P0001', 'not +66812345678'],
    ['40001', 'could not serialize +66812345678'],
  ])('never passes values on (%s)', async (state, text) => {
    const failure = await insertFailsWith(databaseError(state, text));
    const everything = JSON.stringify([failure.message, failure.details, failure.stack, failure.cause ?? null]);
    expect(everything).not.toContain('812345678');
    expect(everything).toContain('insert into contact_points');
  });

  it('says what is wrong with a statement, which holds no values', async () => {
    const failure = await insertFailsWith(databaseError('42703', 'column "colour" does not exist\n  Position: 12'));
    expect(failure.message).toContain('column "colour" does not exist');
  });
});

describe('what the service answers', () => {
  it.each([
    [serviceError('DatabaseResumingException'), 'resuming', true],
    [serviceError('ServiceUnavailableError', 'away', 503), 'unavailable', true],
    [serviceError('ThrottlingException'), 'unavailable', true],
    [serviceError('Unnamed', 'Rate exceeded', 429), 'unavailable', true],
    [serviceError('StatementTimeoutException'), 'query-canceled', true],
    [serviceError('TransactionNotFoundException'), 'transaction-gone', true],
    [serviceError('BadRequestException', 'Transaction AbC= is not found'), 'transaction-gone', true],
    [serviceError('AccessDeniedException', 'no', 403), 'misconfigured', false],
    [Object.assign(new Error('none'), { name: 'CredentialsProviderError' }), 'misconfigured', false],
    [serviceError('SecretsErrorException'), 'misconfigured', true],
    [
      serviceError('BadRequestException', 'Database returned more than the allowed response size limit'),
      'too-large',
      false,
    ],
    [serviceError('BadRequestException', 'whatever'), 'other', false],
    [serviceError('InternalServerErrorException', 'oh', 500), 'outcome-unknown', true],
    [serviceError('UnknownError', 'gateway', 502), 'outcome-unknown', true],
    [networkError('ECONNREFUSED'), 'unavailable', true],
    [
      networkError('ETIMEDOUT', 'the request socket did not establish a connection with the server'),
      'unavailable',
      true,
    ],
    [networkError('ECONNRESET'), 'outcome-unknown', true],
    [Object.assign(new Error('took too long'), { name: 'TimeoutError' }), 'outcome-unknown', true],
  ])('%s is %s', async (error, code, retryable) => {
    expect(await insertFailsWith(error)).toMatchObject({ code, retryable });
  });
});

describe('a row that does not fit', () => {
  it('is told by its columns, not by what is in them', async () => {
    const columnMetadata = [{ name: 'name', typeName: 'text' }];
    const { sql } = scriptedDataApi([{ columnMetadata, records: [[{ stringValue: '+66812345678' }]] }]);
    const failure = await sql.query('select name from venues', {}, z.object({ name: z.number() })).catch((e) => e);
    expect(failure).toMatchObject({
      code: 'unexpected-row',
      retryable: false,
      details: { columns: 'name: invalid_type' },
    });
    expect(JSON.stringify([failure.message, failure.details])).not.toContain('812345678');
  });
});

describe('a parameter', () => {
  it.each<[string, Record<string, never>]>([
    ['without a value', {} as never],
    ['that is not a number', { a: Number.NaN } as never],
    ['beyond what is exact', { a: 2 ** 53 } as never],
    ['that is no instant', { a: { instant: new Date('x') } } as never],
    ['that is not JSON', { a: { json: undefined } } as never],
  ])('%s is a bug, told before anything is sent', async (_, parameters) => {
    const { sql, sent } = scriptedDataApi([]);
    await expect(sql.query('select :a', parameters, anything)).rejects.toMatchObject({ code: 'bad-statement' });
    expect(sent).toEqual([]);
  });
});

describe('a request larger than the service takes', () => {
  it('is refused before it is sent, by its size in bytes', async () => {
    const { sql, sent } = scriptedDataApi([]);
    const write = (letters: string) => sql.execute('insert into a select :rows', { rows: letters });
    await expect(write('ก'.repeat(1_400_000))).rejects.toMatchObject({ code: 'too-large', retryable: false });
    expect(sent).toHaveLength(0);
    await write('a'.repeat(4_000_000));
    expect(sent).toHaveLength(1);
  });
});
