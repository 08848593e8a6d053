import type { Json } from '../json.ts';
import { addressesIn, domainOf } from './mail-addresses.ts';
import type { Mail } from './mail-store.ts';

export const FORMATS = ['minimal', 'metadata', 'full', 'raw'] as const;
export type Format = (typeof FORMATS)[number];

/** A message as Gmail writes it in each format. */
export function messageJson(mail: Mail, format: Format, wantedHeaders: string[]): Json {
  const { id, threadId, labels, historyId, date, body } = mail;
  const common = {
    id,
    threadId,
    labelIds: labels,
    snippet: snippetOf(mail),
    historyId,
    internalDate: String(date.getTime()),
    sizeEstimate: 1_500 + Buffer.byteLength(body),
  };
  if (format === 'minimal') return common;
  if (format === 'raw') return { ...common, raw: Buffer.from(rawText(mail)).toString('base64url') };
  const wanted = wantedHeaders.map((name) => name.toLowerCase());
  const headers = headersOf(mail).filter(({ name }) => wanted.length === 0 || wanted.includes(name.toLowerCase()));
  const content = contentOf(mail);
  if (format === 'metadata') return { ...common, payload: { mimeType: content.mimeType, headers } };
  return { ...common, payload: { ...content, headers: [...headers, ...(content.headers as Json[])] } };
}

/** The first words, with the marks of HTML escaped. */
export const snippetOf = ({ body }: Mail): string =>
  body
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Names come as the sender's program wrote them: here every other mail has them in lower case. */
export function headersOf(mail: Mail): { name: string; value: string }[] {
  const { from, to, cc, subject, date, id, headers, nth } = mail;
  const domain = domainOf(addressesIn(from)[0] ?? '');
  const ours: Record<string, string> = {
    'Delivered-To': addressesIn(to)[0] ?? '',
    'Return-Path': `<${addressesIn(from)[0]}>`,
    'Authentication-Results': `mx.google.com; dkim=pass header.i=@${domain}; spf=pass smtp.mailfrom=${domain}; dmarc=pass (p=REJECT) header.from=${domain}`,
    From: from,
    To: to,
    ...(cc && { Cc: cc }),
    Subject: subject,
    Date: date.toUTCString(),
    'Message-ID': `<${id}@${domain}>`,
  };
  const overridden = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const kept = Object.entries(ours).filter(([name]) => !overridden.has(name.toLowerCase()));
  const added = Object.entries(headers).flatMap(([name, values]) => values.map((value) => [name, value] as const));
  return [...kept, ...added].map(([name, value]) => ({ name: nth % 2 === 0 ? name : name.toLowerCase(), value }));
}

/** Which attachment an id of `attachmentId` names. */
export const attachmentId = ({ id }: Mail, nth: number): string => `ANGj${id}${nth}`;

function contentOf(mail: Mail): Json {
  const { body, html, charset = 'utf-8', attachments } = mail;
  const text = (partId: string, mimeType: string, bytes: Buffer): Json => ({
    partId,
    mimeType,
    filename: '',
    headers: [{ name: 'Content-Type', value: `${mimeType}; charset="${charset}"` }],
    body: { size: bytes.length, data: bytes.toString('base64url') },
  });
  const written = (at: string): Json => {
    if (html === undefined) return text(at, 'text/plain', encoded(body, charset));
    const inner = at === '' ? '' : `${at}.`;
    const parts = [
      text(`${inner}0`, 'text/plain', encoded(body, charset)),
      text(`${inner}1`, 'text/html', encoded(html, charset)),
    ];
    return multipart(at, 'multipart/alternative', parts);
  };
  if (attachments.length === 0) return written('');
  const files = attachments.map(({ filename, mimeType, text: content }, nth) => ({
    partId: String(nth + 1),
    mimeType,
    filename,
    headers: [{ name: 'Content-Disposition', value: `attachment; filename="${filename}"` }],
    body: { attachmentId: attachmentId(mail, nth), size: Buffer.byteLength(content) },
  }));
  return multipart('', 'multipart/mixed', [written('0'), ...files]);
}

const multipart = (partId: string, mimeType: string, parts: Json[]): Json => ({
  partId,
  mimeType,
  filename: '',
  headers: [{ name: 'Content-Type', value: `${mimeType}; boundary="000000000000a1b2c3"` }],
  body: { size: 0 },
  parts,
});

/** Bytes in the charsets mail still comes in; anything not named here is UTF-8. */
function encoded(text: string, charset: string): Buffer {
  if (charset === 'iso-8859-1' || charset === 'windows-1252') return Buffer.from(text, 'latin1');
  if (charset !== 'windows-874' && charset !== 'tis-620') return Buffer.from(text);
  return Buffer.from(
    [...text].map((letter) => letter.charCodeAt(0)).map((code) => (code > 0xe00 ? code - 0xd60 : code)),
  );
}

function rawText(mail: Mail): string {
  const headers = headersOf(mail).map(({ name, value }) => `${name}: ${value}`);
  return [...headers, 'Content-Type: text/plain; charset="utf-8"', '', mail.body].join('\r\n');
}
