import { type ASimulator, aSimulator } from './a-simulator.ts';

let a: ASimulator;
beforeEach(async () => {
  a = await aSimulator();
});
afterEach(() => a.close());

describe('the doors', () => {
  it('show which faults there are and take no others', async () => {
    const { body } = await a.door('GET', 'faults');
    expect(body.known).toEqual(expect.arrayContaining(['rateLimited', 'halfPage', 'notShared', 'tokenInvalidGrant']));
    expect(body.switches).toEqual({ readsPerMinute: 60, mailUnitsPerMinute: 6_000 });
    expect((await a.door('POST', 'faults', { nonsense: 1 })).status).toBe(400);
    expect((await a.door('POST', 'faults', { readsPerMinute: -1 })).status).toBe(400);
  });

  it('count a fault down', async () => {
    const token = await a.tokenFor();
    await a.door('POST', 'faults', { http503: 2 });
    const statuses = [];
    for (let nth = 0; nth < 3; nth += 1) statuses.push((await a.get('/v4/spreadsheets/x', token)).status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  it('break an answer in the middle', async () => {
    const token = await a.tokenFor();
    await a.door('POST', 'faults', { halfPage: { next: 1 } });
    const response = await fetch(`${a.simulator.url}/v4/spreadsheets/x/values/Sheet1`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect((await a.door('GET', 'requests')).body).toMatchObject({ byStatus: { broken: 1 } });
  });

  it('make an answer slow, on the simulator’s clock', async () => {
    const token = await a.tokenFor();
    await a.door('POST', 'faults', { slow: { next: 1, seconds: 30 } });
    const answer = a.get('/v4/spreadsheets/x', token);
    await a.time.untilWaiting(30_000);
    a.time.advance(30_000);
    expect((await answer).status).toBe(200);
  });

  it('count what was asked, and how it was answered', async () => {
    const token = await a.tokenFor();
    await a.get('/v4/spreadsheets/x', token);
    await a.get('/v4/spreadsheets/x/values/Gone', token);
    await a.get('/drive/v3/files/x', token);
    expect((await a.door('GET', 'requests')).body).toEqual({
      total: 4,
      byKind: { token: 1, 'spreadsheets.get': 1, 'values.get': 1, other: 1 },
      byStatus: { 200: 2, 400: 1, 404: 1 },
    });
  });

  it('tell who watches of each change and request', async () => {
    const watching = await fetch(`${a.simulator.url}/_sim/events`);
    const reader = (watching.body as ReadableStream<Uint8Array>).getReader();
    let seen = '';
    const until = async (text: string) => {
      while (!seen.includes(text)) seen += Buffer.from((await reader.read()).value ?? []).toString();
    };
    await until(': watching');
    await a.tokenFor();
    await until('{"type":"request","kind":"token","status":200}');
    await a.door('POST', 'sheet/rows', { append: [[1]] });
    await until('{"type":"sheet","change":"rows","tab":"Sheet1","added":1,"deleted":0}');
    await a.door('PUT', 'mail', { messages: [] });
    await until('{"type":"mail","messages":0,"total":0}');
    await reader.cancel();
  });

  it('know one spreadsheet when told which', async () => {
    const one = await aSimulator({ spreadsheetId: 'abc' });
    const token = await one.tokenFor();
    expect((await one.get('/v4/spreadsheets/abc', token)).status).toBe(200);
    expect((await one.get('/v4/spreadsheets/other', token)).status).toBe(404);
    await one.close();
  });
});
