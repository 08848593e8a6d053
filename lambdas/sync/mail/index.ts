/** The mail history of venues: whose mail it is, what is kept of it, and when it is looked at again. */
export { dueForSweep, millisecondsBetween, type SweepPlan, type Swept } from './due-for-sweep.ts';
export { historyInWords } from './history-in-words.ts';
export { type MailAnswer, type MailHistoryPorts, mailHistoryOf } from './mail-history-of.ts';
export type { MailHistory, MailHistoryStore, SweepState } from './mail-store.ts';
export type { MailCategory, MailThread, MailUrgency, WaitingOn } from './mail-thread.ts';
export { type Refresh, type RefreshedMail, refreshMailHistory } from './refresh-mail-history.ts';
export { mailSearchFor, sharedDomains, type VenueContacts } from './search-for.ts';
export { summarise } from './summarise.ts';
export { type Sweep, type SweepPorts, sweepMail } from './sweep-mail.ts';
export { type RefreshVenueMail, type VenueMail, venueMail } from './venue-mail.ts';
