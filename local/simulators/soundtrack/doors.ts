import type { Feed } from '../feed.ts';
import { type Json, objectOf } from '../json.ts';
import { type Answer, answer, type Call } from '../loopback-server.ts';
import type { MutationLog } from './control/mutation-log.ts';
import type { CredentialDoors } from './credential-doors.ts';
import type { Ledger } from './ledger.ts';
import type { SoundtrackFaults } from './settings.ts';
import type { createZoneDoors } from './zone-doors.ts';

type Result = { problem: string } | Json;

export type SoundtrackDoorParts = {
  zones: ReturnType<typeof createZoneDoors>;
  credentials: CredentialDoors;
  ledger: Ledger;
  mutations: MutationLog;
  truth(query: URLSearchParams): Result;
  breakZones(body: Json): Result;
  script: { show(): Json; set(body: Json): Result };
  faults: SoundtrackFaults;
  feed: Feed;
  reset(): void;
};

/** The control doors under `/_sim/`: what a person, a test or the console does to Soundtrack and sees of it. */
export function createSoundtrackDoors(parts: SoundtrackDoorParts): (call: Call) => Answer | undefined {
  const { zones, credentials, ledger, mutations, script, faults, feed } = parts;
  const done = (result: Result) => answer('problem' in result ? 400 : 200, result);
  const showFaults = () => ({ active: faults.active(), switches: {}, known: faults.names });
  const setFaults = (body: Json) => {
    const problems = faults.set(body);
    feed.publish({ type: 'fault', ...showFaults() });
    return problems.length === 0 ? answer(200, showFaults()) : answer(400, { problems, ...showFaults() });
  };
  const open = (call: Call): Answer => {
    const { method, path, query } = call;
    if (call.text && call.json === undefined) return done({ problem: 'the body is not JSON' });
    const body = objectOf(call.json);
    const zoneId = /^\/_sim\/zones\/([^/]+)$/.exec(path)?.[1];
    if (zoneId && method === 'POST') return done(zones.changeZone(decodeURIComponent(zoneId), body));
    if (zoneId && method === 'DELETE') return done(zones.removeZone(decodeURIComponent(zoneId)));
    switch (`${method} ${path}`) {
      case 'GET /_sim/zones':
        return answer(200, zones.zones(query));
      case 'POST /_sim/zones':
        return done(zones.addZone(body));
      case 'GET /_sim/accounts':
        return answer(200, zones.accounts(query));
      case 'POST /_sim/accounts':
        return done(zones.changeAccounts(body));
      case 'GET /_sim/requests':
        return answer(200, ledger.show());
      case 'GET /_sim/mutations':
        return answer(200, mutations.show(query));
      case 'GET /_sim/tokens':
        return answer(200, credentials.show());
      case 'POST /_sim/tokens':
        return done(credentials.change(body));
      case 'POST /_sim/limits':
        return done(credentials.limit(body));
      case 'POST /_sim/playlists':
        return done(zones.addPlaylist(body));
      case 'POST /_sim/break':
        return done(parts.breakZones(body));
      case 'GET /_sim/truth':
        return done(parts.truth(query));
      case 'GET /_sim/script':
        return answer(200, script.show());
      case 'POST /_sim/script':
        return done(script.set(body));
      case 'GET /_sim/faults':
        return answer(200, showFaults());
      case 'POST /_sim/faults':
        return setFaults(body);
      case 'POST /_sim/reset':
        parts.reset();
        feed.publish({ type: 'reset' });
        return answer(200, { reset: true });
      case 'GET /_sim/events':
        feed.attach(call, {});
        return { kind: 'taken' };
      default:
        return answer(404, { problem: `no such door: ${method} ${path}` });
    }
  };
  return (call) => (call.path.startsWith('/_sim/') ? open(call) : undefined);
}
