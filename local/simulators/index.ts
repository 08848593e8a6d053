/** The vendors the product talks to, on 127.0.0.1. */
export { googleKeyIn, type LocalGoogleKey, localGoogleKey } from './google/key.ts';
export type { GoogleOptions } from './google/settings.ts';
export { type GoogleSimulator, startGoogleSimulator } from './google/simulator.ts';
export type { LineOptions } from './line/settings.ts';
export { type LineSimulator, startLineSimulator } from './line/simulator.ts';
export type { SoundtrackOptions } from './soundtrack/settings.ts';
export { type SoundtrackSimulator, startSoundtrackSimulator } from './soundtrack/simulator.ts';
export { accountIdsOf, soundtrackWorldOf } from './soundtrack/world-of-estate.ts';
export { type ManualTime, manualTime, realTime, type Scheduler, type Time } from './time.ts';
export { businessScopedUserId } from './whatsapp/identity.ts';
export type { WhatsAppOptions } from './whatsapp/settings.ts';
export { startWhatsAppSimulator, type WhatsAppSimulator } from './whatsapp/simulator.ts';
