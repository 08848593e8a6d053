import { objectOf } from '../simulators/json.ts';

/** How the product's own health address answers. */
export type ApiHealth = { ok: boolean; status: number; inWords: string };

const PATIENCE_MILLISECONDS = 3_000;

export async function healthOf(apiUrl: string): Promise<ApiHealth> {
  try {
    const answer = await fetch(new URL('health', apiUrl), { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    const { status, chats } = objectOf(await answer.json().catch(() => undefined));
    const inWords = `${status ?? 'no report'}${chats && !answer.ok ? `, chat table ${String(chats).toLowerCase()}` : ''}`;
    return { ok: answer.ok, status: answer.status, inWords };
  } catch {
    return { ok: false, status: 0, inWords: `no answer from ${apiUrl}` };
  }
}
