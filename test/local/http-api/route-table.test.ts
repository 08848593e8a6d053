import { createRouteTable } from '../../../local/http-api/route-table.ts';

const keys = [
  '$default',
  'ANY /files/{proxy+}',
  'GET /files/{name}',
  'GET /files/readme',
  'ANY /files/readme',
  'POST /webhooks/line',
  'GET /a/{x}/c/{y}',
  'ANY /{proxy+}',
  'GET /',
];
const table = createRouteTable(keys.map((routeKey) => ({ routeKey, functionId: routeKey })));

describe('a route table', () => {
  it.each<[string, string, string, Record<string, string> | undefined]>([
    ['GET', '/files/readme', 'GET /files/readme', undefined],
    ['PUT', '/files/readme', 'ANY /files/readme', undefined],
    ['GET', '/files/other', 'GET /files/{name}', { name: 'other' }],
    ['PUT', '/files/other', 'ANY /files/{proxy+}', { proxy: 'other' }],
    ['GET', '/files/a/b/c', 'ANY /files/{proxy+}', { proxy: 'a/b/c' }],
    ['POST', '/webhooks/line', 'POST /webhooks/line', undefined],
    ['GET', '/webhooks/line', 'ANY /{proxy+}', { proxy: 'webhooks/line' }],
    ['GET', '/a/1/c/2', 'GET /a/{x}/c/{y}', { x: '1', y: '2' }],
    ['GET', '/', 'GET /', undefined],
  ])('%s %s goes to %s', (method, path, routeKey, pathParameters) => {
    const match = table.find(method, path);
    expect([match?.route.routeKey, match?.pathParameters]).toEqual([routeKey, pathParameters]);
  });

  it('falls back to $default, and finds nothing without it', () => {
    const only = { routeKey: 'GET /here', functionId: 'F' };
    expect(createRouteTable([only]).find('POST', '/here')).toBeUndefined();
    expect(createRouteTable([only]).find('GET', '/here/')).toBeUndefined();
    const withDefault = createRouteTable([only, { routeKey: '$default', functionId: 'D' }]);
    expect(withDefault.find('GET', '/there')?.route.functionId).toBe('D');
  });
});
