import { describe, expect, it } from '@jest/globals';
import { stageConfig } from '../../lib/config.ts';

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
