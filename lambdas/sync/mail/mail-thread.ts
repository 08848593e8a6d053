export const MAIL_CATEGORIES = [
  'music-down',
  'equipment',
  'music-design',
  'billing',
  'contract',
  'praise',
  'other',
] as const;
export type MailCategory = (typeof MAIL_CATEGORIES)[number];
export const MAIL_URGENCIES = ['urgent', 'normal', 'low'] as const;
export type MailUrgency = (typeof MAIL_URGENCIES)[number];
export const WAITING_ON = ['us', 'them', 'nobody'] as const;
export type WaitingOn = (typeof WAITING_ON)[number];

/** What is kept of a thread with a venue: enough to know what is open, never the mails themselves. */
export type MailThread = {
  threadId: string;
  /** Gmail's mark of the thread's state: as long as it is the same, nothing has to be read again. */
  historyId: string;
  subject: string;
  firstAt: Date;
  lastAt: Date;
  /** Mails by people; what machines send is not counted. */
  messages: number;
  participants: number;
  category: MailCategory;
  urgency: MailUrgency;
  waitingOn: WaitingOn;
  /** At most 280 characters of plain text without links. Its quotation was written by an outsider. */
  summary: string;
  /** A mail of the thread claims a sender that Gmail could not confirm. */
  forged?: boolean;
};
