import {
  type Asking,
  assignSource,
  blockTrack,
  type ControlOutcome,
  pause,
  play,
  queueTracks,
  setVolume,
  skipTrack,
} from '../../../lambdas/clients/soundtrack/index.ts';
import { answering, type Captured, USELESS } from './a-captured-answer.ts';

const orders: [string, unknown, (client: Asking) => Promise<ControlOutcome>, unknown, object][] = [
  ['play', { soundZone: 'z' }, (client) => play(client, 'z'), { soundZone: 'z', status: 'whatever' }, { zoneId: 'z' }],
  ['pause', { soundZone: 'z' }, (client) => pause(client, 'z'), { soundZone: 'z', status: null }, { zoneId: 'z' }],
  ['skipTrack', { soundZone: 'z' }, (client) => skipTrack(client, 'z'), { soundZone: 'z' }, { zoneId: 'z' }],
  [
    'setVolume',
    { soundZone: 'z', volume: 9 },
    (client) => setVolume(client, { zoneId: 'z', volume: 9 }),
    { soundZone: 'z', volume: 8 },
    { zoneId: 'z', volume: 8 },
  ],
  [
    'soundZoneAssignSource',
    { soundZones: ['z', 'y'], source: 'p', immediate: true },
    (client) => assignSource(client, { zoneIds: ['z', 'y'], sourceId: 'p', immediate: true }),
    { soundZones: ['z'], source: { id: 'p', name: 'Jazz' } },
    { zoneIds: ['z'], source: { id: 'p', name: 'Jazz' } },
  ],
  [
    'blockTrack',
    { parent: 'z', source: 't', reasons: ['dislike'] },
    (client) => blockTrack(client, { zoneId: 'z', trackId: 't', reasons: ['dislike'] }),
    { parent: 'z', source: 't' },
    { zoneId: 'z', trackId: 't' },
  ],
  [
    'soundZoneQueueTracks',
    { soundZone: 'z', tracks: ['t'], clearQueuedTracks: true },
    (client) => queueTracks(client, { zoneId: 'z', trackIds: ['t'], clearQueued: true }),
    { status: null },
    { zoneId: 'z' },
  ],
];
const failing = (name: string, error: object): Captured => ({
  body: { data: { [name]: null }, errors: [{ message: 'x', path: [name], ...error }] },
});

describe.each(orders)('%s', (name, input, order, payload, done) => {
  it('sends its input as a variable, and tells what Soundtrack took', async () => {
    const { client, asked } = answering({ body: { data: { [name]: payload } } });
    expect(await order(client)).toEqual({ kind: 'done', ...done });
    expect(asked).toEqual([expect.objectContaining({ variables: { input } })]);
  });

  it.each<[string, Captured, object]>([
    [
      'a value out of bounds',
      failing(name, {
        message: 'Validation failed',
        extensions: { code: 'BAD_USER_INPUT', exception: { validationErrors: { volume: 'must be between 0 and 16' } } },
      }),
      { kind: 'refused', reason: 'bad-value', errors: [{ invalid: { volume: 'must be between 0 and 16' } }] },
    ],
    [
      'a value that is refused before anything runs',
      { body: { errors: [{ message: 'Variable', extensions: { code: 'BAD_USER_INPUT' } }] } },
      { kind: 'refused', reason: 'bad-value' },
    ],
    ['a zone that is not ours', failing(name, { message: 'Forbidden' }), { kind: 'refused', reason: 'forbidden' }],
    [
      'a session that is over',
      failing(name, { extensions: { code: 'UNAUTHENTICATED' } }),
      { kind: 'refused', reason: 'unauthenticated' },
    ],
    [
      'a failure inside',
      failing(name, { extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
      { kind: 'later', reason: 'unavailable', mayHaveRun: true },
    ],
    [
      'words that we do not know',
      failing(name, { message: 'Moon is full' }),
      { kind: 'later', mayHaveRun: true, errors: [{ message: 'Moon is full' }] },
    ],
    ['null without a word', { body: { data: { [name]: null } } }, { kind: 'later', mayHaveRun: true }],
    [
      'another shape',
      { body: { data: { [name]: { soundZone: 7, parent: 7, soundZones: 7, status: 7 } } } },
      { kind: 'later', mayHaveRun: true },
    ],
    [
      'an error without a path',
      { body: { data: { [name]: null }, errors: [{ message: 'Forbidden' }] } },
      { kind: 'refused', reason: 'forbidden' },
    ],
    [
      'a value that is refused without a path',
      {
        body: {
          data: { [name]: null },
          errors: [{ message: 'Validation failed', extensions: { code: 'BAD_USER_INPUT' } }],
        },
      },
      { kind: 'refused', reason: 'bad-value' },
    ],
    [
      'a refusal beside a failure inside',
      {
        body: {
          data: { [name]: null },
          errors: [
            { message: 'Forbidden', path: [name] },
            { message: 'Internal server error', path: [name] },
          ],
        },
      },
      { kind: 'later', mayHaveRun: true },
    ],
    [
      'a refusal beside an answer of another shape',
      { body: { data: { [name]: 7 }, errors: [{ message: 'Forbidden', path: [name] }] } },
      { kind: 'later', mayHaveRun: true },
    ],
    ...USELESS,
  ])('with %s is asked once and is not done', async (_, captured, expected) => {
    const { client, asked } = answering(captured);
    expect(await order(client)).toMatchObject(expected);
    expect(asked).toHaveLength(1);
  });

  it('tells what NOT_FOUND can mean for it', async () => {
    const { client } = answering(failing(name, { message: 'Not found', extensions: { code: 'NOT_FOUND' } }));
    const namesAnotherThing = ['soundZoneAssignSource', 'blockTrack', 'soundZoneQueueTracks'].includes(name);
    const reason = namesAnotherThing ? 'not-found' : 'not-controllable';
    expect(await order(client)).toMatchObject({ kind: 'refused', reason });
  });
});
