/** The bodies we send, as the Cloud API takes them; `text` limits are the caller's to keep (see `whatsAppLimits`). */
export type WhatsAppPayload =
  | { type: 'text'; text: { preview_url: false; body: string } }
  | {
      type: 'interactive';
      interactive: {
        type: 'button';
        body: { text: string };
        action: { buttons: { type: 'reply'; reply: { id: string; title: string } }[] };
      };
    }
  | {
      type: 'interactive';
      interactive: {
        type: 'list';
        body: { text: string };
        action: {
          button: string;
          sections: { title: string; rows: { id: string; title: string; description?: string }[] }[];
        };
      };
    }
  | { type: 'template'; template: { name: string; language: { code: string } } };

/** Counted in UTF-16 units, the stricter reading where Meta says "characters". */
export const whatsAppLimits = {
  text: 4096,
  buttons: 3,
  buttonTitle: 20,
  buttonBody: 1024,
  rows: 10,
  listBody: 4096,
  listOpen: 20,
  rowTitle: 24,
  rowDescription: 72,
} as const;
