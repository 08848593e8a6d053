import { describe, expect, it } from '@jest/globals';
import { SHARDS, type StageName, stageConfig } from '../../lib/config.ts';
import { VENDOR_SECRETS } from '../../local/vendor-secrets.ts';
import { QUEUES } from '../../scripts/outputs.ts';

describe('stages', () => {
  it('are these three, and a wrong name is told so', () => {
    expect(() => stageConfig('Staging')).toThrow('There is no stage "Staging"; the stages are Local, Dev, Prod.');
  });

  it('talk to the vendors, except for the local one, which talks to nobody outside', () => {
    expect(stageConfig('Prod')).toMatchObject({
      whatsApp: { baseUrl: 'https://graph.facebook.com' },
      line: { baseUrl: 'https://api.line.me' },
    });
    expect(stageConfig('Local')).toMatchObject({
      whatsApp: { baseUrl: 'http://127.0.0.1:4022' },
      line: { baseUrl: 'http://127.0.0.1:4023' },
    });
  });

  it('say what they do less patiently than production, which does nothing so', () => {
    expect(stageConfig('Prod').shortened).toEqual([]);
    for (const { what, production, here } of stageConfig('Local').shortened)
      expect([what, production, here]).not.toContain('');
  });
});

describe('monitoring', () => {
  const names: StageName[] = ['Local', 'Dev', 'Prod'];
  const rhythmOf = (name: StageName) => stageConfig(name).monitoring;

  it('looks every five minutes, and again a minute after a contradiction', () => {
    for (const name of ['Dev', 'Prod'] as const) {
      expect(rhythmOf(name)).toMatchObject({ intervalSeconds: 300, recheckSeconds: 60 });
    }
  });

  it('takes a zone for down only after three looks', () => {
    for (const name of names) expect(rhythmOf(name)).toMatchObject({ confirmDown: 3, confirmDownCritical: 3 });
  });

  it('detects within six and a half minutes and the time of the looks themselves, however unlucky the moment', () => {
    for (const name of names) {
      const { intervalSeconds, recheckSeconds, confirmDown } = rhythmOf(name);
      // The second further look comes after half the time of the first.
      expect(intervalSeconds + recheckSeconds * (1 + (confirmDown - 2) / 2)).toBeLessThanOrEqual(390);
    }
  });

  it('has shard one everywhere, because its credential was there first, and a second one to try it out', () => {
    expect(names.map((name) => rhythmOf(name).shards)).toEqual([['one', 'two'], ['one'], ['one']]);
  });

  it('says what a stage does otherwise than production', () => {
    const told = (name: StageName) => stageConfig(name).shortened.map(({ what }) => what);
    const looks = ['every zone is looked at', 'a zone that seems silent is looked at again'];
    expect(told('Local')).toEqual(expect.arrayContaining(looks));
  });

  it('knows every shard by name wherever shards are listed', () => {
    const named = SHARDS.map((shard) => `Polls${shard[0]?.toUpperCase()}${shard.slice(1)}`);
    expect(QUEUES.filter((queue) => queue.startsWith('Polls'))).toEqual(named);
  });

  it('gives each shard on a laptop a token of its own', () => {
    expect(VENDOR_SECRETS.ShardTwoSecret.token).not.toBe(VENDOR_SECRETS.SoundtrackSecret.token);
  });
});
