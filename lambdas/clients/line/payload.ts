/** The message objects we send, as the Messaging API takes them. */
export type LineMessage = {
  type: 'text';
  text: string;
  quickReply?: { items: { type: 'action'; action: LineAction }[] };
};
export type LineAction = { type: 'postback'; label: string; data: string; displayText: string };

/** Text counts UTF-16 units, labels count graphemes. Quick replies show under the last message only. */
export const lineLimits = {
  text: 5000,
  messages: 5,
  quickReplies: 13,
  label: 20,
  data: 300,
  displayText: 300,
} as const;
