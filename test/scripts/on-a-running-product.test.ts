import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jest } from '@jest/globals';
import { newConversation } from '../../lambdas/conversation/chat.ts';
import type { InboundMessage } from '../../lambdas/conversation/inbound-message.ts';
import { chatStoreInDynamoDb } from '../../lambdas/conversation/store/chat-store-in-dynamodb.ts';
import { digest } from '../../lambdas/runtime/fingerprint.ts';
import { type Product, startTemporaryProduct } from '../../local/product.ts';
import { rememberRunning } from '../../local/running.ts';
import { VENDOR_SECRETS } from '../../local/vendor-secrets.ts';
import { runScript } from './a-script.ts';

jest.setTimeout(90_000);

const folder = mkdtempSync(join(tmpdir(), 'scripts-'));
let product: Product & { address(name: string): string };
let outputs: Record<string, string>;
const run = (name: string, ...args: string[]) => runScript(name, args, folder);

beforeAll(async () => {
  product = await startTemporaryProduct({ venues: 200 });
  outputs = product.stack.outputs;
  rememberRunning(folder, product.stack, product.demo.addresses);
});
afterAll(async () => {
  await product?.close();
  rmSync(folder, { recursive: true, force: true });
});

const sim = (name: 'whatsapp' | 'line', door: string, body?: object) =>
  fetch(`${product.address(name)}/_sim/${door}`, body && { method: 'POST', body: JSON.stringify(body) });

async function answersTo(userId: string): Promise<string[]> {
  const messages = (await (await sim('line', `messages?to=${userId}`)).json()) as { text: string }[];
  return messages.map(({ text }) => text);
}

async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  const giveUpAt = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (holds(seen) || Date.now() > giveUpAt) return seen;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const held = (queue: string): number => {
  const { ready, delayed, inFlight } = product.stack.queue(queue);
  return ready.length + delayed.length + inFlight.length;
};

/** Everything brought back has been worked through, so whatever was going to be answered is answered. */
const workedThrough = () =>
  until(
    async () => held('Inbox') + held('Turns') + held('Outbox'),
    (messages) => messages === 0,
  );

const setAside = async (queue: 'Inbox' | 'Turns', content: object, group?: string) => {
  const sqs = new SQSClient({ ...product.stack.admin, useQueueUrlAsEndpoint: false });
  const lane = group && { MessageGroupId: group, MessageDeduplicationId: digest(JSON.stringify(content)) };
  const QueueUrl = outputs[`${queue}DeadLettersUrl`];
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(content), ...lane }));
  sqs.destroy();
};

const fill = async (SecretId: string | undefined, value: object) => {
  const secrets = new SecretsManagerClient(product.stack.admin);
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(value) }));
  secrets.destroy();
};

const malee = { channel: 'line', userId: `U${'a'.repeat(32)}` } as const;
const somchai = { channel: 'line', userId: `U${'b'.repeat(32)}` } as const;
const fragment = (eventId: string): InboundMessage['fragment'] => {
  const at = new Date().toISOString();
  return { eventId, sentAt: at, receivedAt: at, text: 'Hello', kind: 'text' };
};

describe('redrive', () => {
  it('has a message heard that was set aside, and answered once', async () => {
    const message: InboundMessage = { v: 1, contact: malee, fragment: fragment('event-1') };
    await setAside('Inbox', message, 'malee');
    // The same event twice, as after a crash between sending and removing.
    await setAside('Inbox', { ...message, profileName: 'Malee' }, 'malee');

    const list = await run('redrive', '--list', '--queue', 'inbox');
    expect(list.printed).toMatch(/Inbox: 2\n[\s\S]*a text from line chat [0-9a-f]{12}\n/);
    expect(list.printed).not.toMatch(/Hello|Malee|Uaaaa/);
    expect(list.code).toBe(0);
    const doctor = await run('doctor');
    expect(doctor.printed).toContain('! Set aside among the dead letters: Inbox 2');
    expect(doctor.code).toBe(0);

    const { code, printed } = await run('redrive');
    expect(printed).toMatch(/ {2}Inbox: 2 messages found, 2 brought back\n/);
    expect(printed).toMatch(/^Inbox +2 +2 +0$/m);
    expect(printed).toMatch(/^Turns +0 +0 +0$/m);
    expect(code).toBe(0);
    expect(
      await until(
        () => answersTo(malee.userId),
        (texts) => texts.length > 0,
      ),
    ).toHaveLength(1);
    await workedThrough();
    expect(await answersTo(malee.userId)).toHaveLength(1);
    expect(held('Inbox/DeadLetters')).toBe(0);
  });

  it('answers a turn that was given up, exactly once', async () => {
    const db = new DynamoDBClient(product.stack.admin);
    const chats = chatStoreInDynamoDb(DynamoDBDocumentClient.from(db), outputs.ChatTableName ?? '', () => new Date());
    const record = { contact: somchai, version: 0, conversation: newConversation(), pending: [] };
    await chats.save({ record });
    const kept = { version: 1, fragments: [fragment('event-2')] };
    await chats.save({ record: { ...record, version: 1 }, setAside: kept });
    await setAside('Turns', { v: 1, contact: somchai, version: 1 });

    expect((await run('redrive', '--queue', 'Turns')).printed).toMatch(/Turns: 1 message found, 1 brought back/);
    expect(
      await until(
        () => answersTo(somchai.userId),
        (texts) => texts.length > 0,
      ),
    ).toHaveLength(1);
    expect(await chats.loadSetAside(somchai, 1)).toBeUndefined();

    // Brought back once more, as after a crash: nothing is left to answer.
    await setAside('Turns', { v: 1, contact: somchai, version: 1 });
    await run('redrive');
    await workedThrough();
    expect(await answersTo(somchai.userId)).toHaveLength(1);
    db.destroy();
  });

  it('explains itself', async () => {
    expect(await run('redrive', '--queue', 'Mail')).toMatchObject({
      code: 2,
      printed: expect.stringContaining('Inbox|Turns'),
    });
    expect(await run('redrive', '--all')).toMatchObject({ code: 2, printed: expect.stringContaining('--list') });
  });
});

describe('doctor', () => {
  it('finds nothing wrong with the product as it starts, and enqueues nothing', async () => {
    const before = held('Inbox');
    const { code, printed } = await run('doctor');
    expect(printed).not.toMatch(/[✗!]/);
    expect(printed).toContain("✓ Meta's handshake is answered");
    expect(printed).toContain('✓ What LINE did not sign is refused');
    expect(printed).toContain('✓ Our app is subscribed to account 102290129340398');
    // Two hundred of the estate, and the one our canary zone is in.
    expect(printed).toMatch(/✓ The venue directory has 201 venues/);
    expect(printed).toMatch(/\? .*LINE sends a webhook again[\s\S]*lost for ever/);
    expect(printed).toMatch(/\d+ right, 0 wrong, 0 to look at, 2 things only you can see/);
    expect(code).toBe(0);
    expect(held('Inbox')).toBe(before);
  });

  it('says what is wrong with a broken secret and what to do, never showing it', async () => {
    const { accessToken: _, ...broken } = VENDOR_SECRETS.WhatsAppSecret;
    await fill(outputs.WhatsAppSecretArn, broken);
    const { code, printed } = await run('doctor');
    expect(printed).toMatch(
      /✗ The WhatsApp secret cannot be used: accessToken is missing or not a text\n {6}Means: nothing of WhatsApp works.*\n {6}To do: .*--fresh/,
    );
    expect(printed).toContain('✓ The LINE secret is filled in');
    expect(printed).not.toMatch(/local-(whatsapp-secret|verify-token|line-secret|line-token)/);
    expect(code).toBe(1);
    await fill(outputs.WhatsAppSecretArn, VENDOR_SECRETS.WhatsAppSecret);
  });

  it("tells a vendor's refusal and a nearly used up quota apart from our own trouble", async () => {
    await sim('whatsapp', 'faults', { tokenExpired: { next: 9 } });
    await sim('line', 'faults', { monthlyQuota: 1 });
    const { code, printed } = await run('doctor');
    expect(printed).toMatch(/✗ Meta refuses our token \(190\)\n.*Means: nothing can be sent on WhatsApp/);
    expect(printed).toMatch(/[!✗] \d of 1 paid message of the month are used/);
    expect(printed).toContain("✓ Meta's handshake is answered");
    expect(code).toBe(1);
    await sim('whatsapp', 'reset', {});
    await sim('line', 'faults', { monthlyQuota: 15_000 });
  });
});

describe('cache:refresh and mail', () => {
  it('make everybody look again at what is kept about a venue', async () => {
    expect((await run('mail', '--venue', '1001')).printed).toMatch(/read just now/);
    const { code, printed } = await run('cache-refresh', '--venue', '1001');
    expect(printed).toMatch(/^What is kept about venue 1001 in the local product .* counts as old/);
    expect(code).toBe(0);
    expect((await run('cache-refresh', '--venue', 'x')).code).toBe(2);
  });
});

describe('venues:override and venues:alias', () => {
  const everywhere = /The bot and the monitor have it within a minute \(directory version \d+\)\.\n$/;

  it('are in force everywhere when they say so, and can be taken back', async () => {
    const decided = ['--venue', '1001', '--field', 'location', '--by', 'anna', '--reason', 'moved'];
    const forced = await run('venue-override', ...decided, '--value', 'Rama IV Road, Bangkok');
    expect(forced).toMatchObject({ code: 0, printed: expect.stringMatching(everywhere) });
    expect((await run('sync', '--by', 'override')).printed).toContain('0 changed');
    expect((await run('venue-facts', '--venue', '1001', '--field', 'location')).printed).toMatch(
      /location: Rama IV Road/,
    );
    expect(await run('venue-override', ...decided, '--lift')).toMatchObject({ code: 0 });

    const known = ['--venue', '1001', '--alias', 'HBK', '--by', 'anna'];
    expect(await run('venue-alias', ...known)).toMatchObject({ code: 0, printed: expect.stringMatching(everywhere) });
    expect((await run('venue-alias', ...known)).printed).toMatch(/known as "HBK" already/);
    expect(await run('venue-alias', '--venue', '1002', ...known.slice(2))).toMatchObject({
      code: 1,
      printed: expect.stringMatching(/"HBK" already means venue 1001.* Nothing was changed/),
    });
    expect(await run('venue-alias', ...known, '--undo')).toMatchObject({ code: 0 });
  });
});

describe('sync and directory:publish', () => {
  const putSheet = async (edit: (rows: unknown[][]) => unknown[][]) => {
    const url = `${product.address('google')}/_sim/sheet`;
    const sheet = (await (await fetch(url)).json()) as { tabs: { title: string; values: unknown[][] }[] };
    const tabs = sheet.tabs.map((tab) => (tab.title === 'Venues' ? { ...tab, values: edit(tab.values) } : tab));
    await fetch(url, { method: 'PUT', body: JSON.stringify({ ...sheet, tabs }) });
  };

  it('takes a new venue over and says so, then finds nothing to do', async () => {
    await putSheet((rows) => [...rows, [777, 'Veloran Rayong', 'Rayong']]);
    const { code, printed } = await run('sync', '--by', 'anna');
    expect(printed).toMatch(/^Venue sheet sync \S+ \(anna\), [\d.]+ s: done/m);
    expect(printed).toContain('Venues: 1 added, 0 changed, 0 removed');
    expect(code).toBe(0);
    expect((await run('doctor')).printed).toMatch(/directory has 202 venues/);
    expect((await run('publish-directory')).printed).toMatch(/^Nothing has changed: version \d+ stays in force/);
  });

  it('refuses to lose most venues, and shows what a person would approve', async () => {
    let kept: unknown[][] = [];
    await putSheet((rows) => {
      kept = rows;
      return rows.slice(0, 40);
    });
    const { code, printed } = await run('sync');
    expect(printed).toMatch(/NOT APPLIED: it waits for a person[\s\S]*npm run sync -- --approve [0-9a-f]{12}/);
    expect(code).toBe(1);
    expect((await run('doctor')).printed).toMatch(/directory has 202 venues/);
    await putSheet(() => kept);
  });
});

it('without a running product every script says how to start one', async () => {
  const nowhere = join(folder, 'nowhere');
  for (const name of ['doctor', 'redrive']) {
    const { code, printed } = await runScript(name, [], nowhere);
    expect(printed).toMatch(/^(doctor|redrive): the product does not run here; start it with npm start/);
    expect(code).toBe(1);
  }
});
