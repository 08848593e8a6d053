import * as z from 'zod';
import { duration } from '../in-words.ts';
import type { Answer } from './ask.ts';
import { type Finding, look, masked, right, wrong } from './finding.ts';

const day = 86_400_000;
const silent = 'nothing can be sent on WhatsApp: nobody there is answered';
const newToken =
  'make a token of a system user in Meta Business Settings, with whatsapp_business_messaging and whatsapp_business_management, and put it into the secret as accessToken';

const DebugToken = z.object({
  data: z.object({
    is_valid: z.boolean(),
    app_id: z.coerce.string().optional(),
    expires_at: z.number().optional(),
    scopes: z.array(z.string()).default([]),
    granular_scopes: z.array(z.object({ scope: z.string(), target_ids: z.array(z.string()).optional() })).default([]),
  }),
});
const GraphError = z.object({ error: z.object({ code: z.number(), message: z.string().default('') }) });

/** What Meta says about our token, as far as later checks need it. */
export type KnownToken = { appId?: string; businessAccountIds: string[] };

export function readToken({ json }: Answer): KnownToken {
  const { data } = DebugToken.safeParse(json).data ?? {};
  const targets = (data?.granular_scopes ?? []).flatMap(({ target_ids = [] }) => target_ids);
  return { ...(data?.app_id && { appId: data.app_id }), businessAccountIds: [...new Set(targets)] };
}

/** Whether the token is good, for how long, and for what. */
export function judgeToken(answer: Answer, now: Date): Finding[] {
  const refusal = GraphError.safeParse(answer.json).data?.error;
  if (refusal?.code === 190) return [wrong('Meta refuses our token (190)', { means: silent, todo: newToken })];
  const { data } = DebugToken.safeParse(answer.json).data ?? {};
  if (!data)
    return [look(`Meta does not tell about our token: ${complaint(answer)}`, { todo: 'run this again later' })];
  if (!data.is_valid) return [wrong('Our token is no longer valid', { means: silent, todo: newToken })];
  return [judgeExpiry(data.expires_at, now), ...judgeScopes(data.scopes)];
}

function judgeExpiry(expiresAt: number | undefined, now: Date): Finding {
  if (!expiresAt) return right('Our token is valid and does not expire');
  const left = expiresAt * 1000 - now.getTime();
  if (left <= 0) return wrong('Our token has expired', { means: silent, todo: newToken });
  const words = `Our token is valid for another ${duration(left)}`;
  if (left > 14 * day) return right(words);
  return look(words, { means: `after that ${silent}; a token of a day is one for trying out`, todo: newToken });
}

function judgeScopes(scopes: string[]): Finding[] {
  if (!scopes.includes('whatsapp_business_messaging')) {
    return [wrong('Our token may not send: it lacks whatsapp_business_messaging', { means: silent, todo: newToken })];
  }
  if (scopes.includes('whatsapp_business_management')) return [right('Our token may send and manage')];
  const means = 'sending works, but templates and subscriptions cannot be looked at';
  return [look('Our token lacks whatsapp_business_management', { means, todo: newToken })];
}

const Phone = z.object({
  id: z.string(),
  display_phone_number: z.string().optional(),
  quality_rating: z.string().optional(),
  platform_type: z.string().optional(),
  webhook_configuration: z
    .object({
      phone_number: z.string().optional(),
      whatsapp_business_account: z.string().optional(),
      application: z.string().optional(),
    })
    .optional(),
});

/** Whether the number is ours to send from, and where Meta sends what people write to it. */
export function judgePhone(answer: Answer, phoneNumberId: string, webhookUrl: string): Finding[] {
  const phone = Phone.safeParse(answer.json).data;
  if (!phone || answer.status !== 200) {
    const todo = /^0+$/.test(phoneNumberId)
      ? 'put the id of your number (WhatsApp Manager, phone numbers) into lib/config.ts and deploy'
      : 'see that lib/config.ts names your number and that the system user of the token has the account as an asset';
    return [
      wrong(`The number with id ${phoneNumberId} cannot be reached: ${complaint(answer)}`, { means: silent, todo }),
    ];
  }
  const name = phone.display_phone_number ?? phone.id;
  const reached = right(`The number ${name} can be reached with our token`);
  const findings = [reached, judgeDestination(phone.webhook_configuration, webhookUrl)];
  if (phone.platform_type !== undefined && phone.platform_type !== 'CLOUD_API') {
    const todo = 'register the number for the Cloud API';
    findings.push(
      wrong(`The number ${name} is not on the Cloud API (${phone.platform_type})`, { means: silent, todo }),
    );
  }
  if (phone.quality_rating === 'RED') {
    const means = 'people block or report us; Meta lowers how many may be written to';
    findings.push(
      look('Meta rates the number RED', { means, todo: 'see WhatsApp Manager for what people complain of' }),
    );
  }
  return findings;
}

/** The most specific address wins; a forgotten override takes every message elsewhere while all else looks right. */
function judgeDestination(set: z.infer<typeof Phone>['webhook_configuration'], webhookUrl: string): Finding {
  if (!set) return look('Meta does not tell where it sends what people write to the number');
  const [where, address] = set.phone_number
    ? ['for this number', set.phone_number]
    : set.whatsapp_business_account
      ? ['for the whole account', set.whatsapp_business_account]
      : ['in the app', set.application];
  if (!address) {
    const todo = `App Dashboard, WhatsApp, Configuration: callback URL ${webhookUrl} and the verify token of the secret`;
    return wrong('Meta knows no webhook for the number', { means: 'no message reaches us', todo });
  }
  if (URL.parse(address)?.href === URL.parse(webhookUrl)?.href)
    return right('Meta sends what people write to our webhook');
  return wrong(`Meta sends what people write to ${address} (set ${where}), not to ${webhookUrl}`, {
    means: 'no message reaches us',
    todo:
      where === 'in the app'
        ? 'save our address as the callback URL of the app'
        : `take away the override set ${where}`,
  });
}

const Subscriptions = z.object({
  data: z.array(z.object({ whatsapp_business_api_data: z.object({ id: z.coerce.string() }) })),
});

/** Verified is not subscribed: the account must name our app, not just any. */
export function judgeSubscriptions(answer: Answer, appId: string | undefined, accountId: string): Finding {
  const { data } = Subscriptions.safeParse(answer.json).data ?? {};
  if (!data || answer.status !== 200) {
    const todo = 'see that it is the id of the WhatsApp Business Account and the token may manage it';
    return look(`Who is subscribed to account ${accountId} cannot be read: ${complaint(answer)}`, { todo });
  }
  const apps = data.map(({ whatsapp_business_api_data: { id } }) => id);
  const isOurs = appId === undefined ? apps.length > 0 : apps.includes(appId);
  if (isOurs) return right(`${appId === undefined ? 'An app' : 'Our app'} is subscribed to account ${accountId}`);
  return wrong(`Our app is not subscribed to account ${accountId}`, {
    means: 'the webhook looks verified, and yet no message comes',
    todo: `POST /${accountId}/subscribed_apps with our token`,
  });
}

/** A refusal in Meta's words, without anything that could be a token. */
function complaint({ status, json }: Answer): string {
  const error = GraphError.safeParse(json).data?.error;
  return error ? `${masked(error.message)} (${error.code})` : `answered ${status}`;
}
