import { createHmac } from 'node:crypto';
import { isSignedByLine } from '../../lambdas/clients/line/signature.ts';
import { isSignedByWhatsApp } from '../../lambdas/clients/whatsapp/signature.ts';

const bytes = (text: string) => Buffer.from(text, 'utf8');

describe('a WhatsApp signature', () => {
  // Computed over the exact bytes: the same JSON value, written differently, signs differently.
  it.each([
    [
      '{"object":"whatsapp_business_account","entry":[]}',
      'dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756',
    ],
    [
      '{"object": "whatsapp_business_account", "entry": []}',
      '56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a',
    ],
    [
      '{"t":"\\u0e2a\\u0e27\\u0e31\\u0e2a\\u0e14\\u0e35"}',
      '748f9373d3fb365e4dc07533594541b369379c2667d08984f4a3a447e361a31e',
    ],
    ['{"t":"สวัสดี"}', '3871ed38baf30366e8e5e2547a97a855a0d2de14b38f2c590fbe78219b3a0919'],
  ])('of %s is recognised', (body, hex) => {
    expect(isSignedByWhatsApp(`sha256=${hex}`, bytes(body), ['test_app_secret'])).toBe(true);
    expect(isSignedByWhatsApp(`sha256=${hex}`, bytes(`${body} `), ['test_app_secret'])).toBe(false);
    expect(isSignedByWhatsApp(`sha256=${hex}`, bytes(body), ['other'])).toBe(false);
    expect(isSignedByWhatsApp(`sha256=${hex}`, bytes(body), ['newer', 'test_app_secret'])).toBe(true);
  });

  it.each([undefined, '', 'sha256=', 'sha256=zz', 'sha1=dec6', `sha256=${'0'.repeat(64)}`, `sha256=${'0'.repeat(65)}`])(
    'reading %p is refused',
    (header) => expect(isSignedByWhatsApp(header, bytes('{}'), ['secret'])).toBe(false),
  );
});

describe('a LINE signature', () => {
  const body = '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}';
  const secret = '8c570fa6dd201bb328f1c1eac23a96d8';

  it('of the official example is recognised, for exactly these bytes', () => {
    const signature = 'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=';
    expect(isSignedByLine(signature, bytes(body), [secret])).toBe(true);
    expect(isSignedByLine(signature, bytes(body.replace('U8', 'U9')), [secret])).toBe(false);
  });

  it('over an escaped emoji covers the escape, not the emoji', () => {
    const escaped = '{"text":"\\uD83E\\uDD28"}';
    const signature = createHmac('sha256', secret).update(escaped).digest('base64');
    expect(isSignedByLine(signature, bytes(escaped), [secret])).toBe(true);
    expect(isSignedByLine(signature, bytes(JSON.stringify(JSON.parse(escaped))), [secret])).toBe(false);
  });

  it.each([undefined, '', 'abc', '=', 'x'.repeat(44)])('reading %p is refused', (header) =>
    expect(isSignedByLine(header, bytes(body), [secret])).toBe(false),
  );
});
