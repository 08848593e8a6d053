import * as z from 'zod';

/** One mail as far as we look at it. Everything in it was written by outsiders. */
export type MailMessage = {
  id: string;
  /** When Gmail took it; the Date header is the sender's claim. */
  sentAt: Date;
  from: string;
  to: string[];
  cc: string[];
  subject: string;
  /** The first words, without HTML's escapes. */
  snippet: string;
  labels: string[];
  mimeType: string;
  /** Those of `METADATA_HEADERS` that were there, in lower case; the topmost where one is repeated. */
  headers: Record<string, string>;
  /** Only of a mail read in full. */
  text?: string;
};

/** What is asked for beyond the usual: to know machines from people, and forgeries from both. */
export const METADATA_HEADERS = [
  'From',
  'To',
  'Cc',
  'Subject',
  'Authentication-Results',
  'Auto-Submitted',
  'X-Autoreply',
  'X-Auto-Response-Suppress',
  'Precedence',
  'List-Id',
  'List-Unsubscribe',
  'Return-Path',
];

const wantedHeaders = new Set(METADATA_HEADERS.map((name) => name.toLowerCase()));

type Part = {
  mimeType: string;
  filename: string;
  headers: { name: string; value: string }[];
  body: { data?: string | undefined };
  parts: Part[];
};
const Header = z.object({ name: z.string(), value: z.string() });
const Part: z.ZodType<Part> = z.object({
  mimeType: z.string().default(''),
  filename: z.string().default(''),
  headers: z.array(Header).default([]),
  body: z.object({ data: z.string().optional() }).default({}),
  get parts() {
    return z.array(Part).default([]);
  },
});
const Message = z.object({
  id: z.string(),
  internalDate: z.string().regex(/^\d{1,15}$/),
  snippet: z.string().default(''),
  labelIds: z.array(z.string()).default([]),
  payload: Part,
});

export const Thread = z.object({
  id: z.string(),
  historyId: z.string().default(''),
  messages: z.array(Message).default([]),
});

export function mailMessage({ id, internalDate, snippet, labelIds, payload }: z.output<typeof Message>): MailMessage {
  const headers = headersOf(payload);
  const text = textOf(payload);
  return {
    id,
    sentAt: new Date(Number(internalDate)),
    from: headers.from ?? '',
    to: listOf(headers.to),
    cc: listOf(headers.cc),
    subject: headers.subject ?? '',
    snippet: unescaped(snippet),
    labels: labelIds,
    mimeType: payload.mimeType.toLowerCase(),
    headers,
    ...(text !== undefined && { text }),
  };
}

// Above it are only the headers Gmail added itself, so of a repeated header the topmost is the one to trust.
function headersOf({ headers }: Part): Record<string, string> {
  const found = new Map<string, string>();
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    if (wantedHeaders.has(key) && !found.has(key)) found.set(key, value);
  }
  return Object.fromEntries(found);
}

/** Recipients as written; a comma inside a quoted name separates nobody. */
const listOf = (value = ''): string[] =>
  (value.match(/(?:"[^"]*"|[^,"])+/g) ?? []).map((one) => one.trim()).filter(Boolean);

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const MOST_TEXT = 20_000;

/** The plain text of a mail, wherever it is nested; made from the HTML where there is no other. */
function textOf(payload: Part): string | undefined {
  const leaves = leavesOf(payload).filter(({ filename, body }) => filename === '' && body.data !== undefined);
  const plain = leaves.find(({ mimeType }) => mimeType === 'text/plain');
  if (plain) return decoded(plain).slice(0, MOST_TEXT);
  const html = leaves.find(({ mimeType }) => mimeType === 'text/html');
  return html && withoutTags(decoded(html)).slice(0, MOST_TEXT);
}

const leavesOf = (part: Part): Part[] => (part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf));

function decoded({ body, headers }: Part): string {
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  const charset = /charset="?([\w.:-]+)"?/i.exec(type)?.[1] ?? 'utf-8';
  return decoderOf(charset).decode(Buffer.from(body.data ?? '', 'base64url'));
}

function decoderOf(charset: string) {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

const withoutTags = (html: string): string =>
  unescaped(
    html
      .slice(0, 10 * MOST_TEXT)
      .replace(/<(style|script)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
      .replace(/<[^>]*>/g, ' '),
  )
    .replace(/\s+/g, ' ')
    .trim();
