import type { SmallTalk } from '../understanding/small-talk.ts';
import type { Note } from '../wording/speech.ts';

/** The polite word before an open question is asked again. */
export function politely(talk: SmallTalk, name?: string): Note[] {
  const person = name ? { name } : {};
  switch (talk) {
    case 'greeting':
      return [{ kind: 'hello' }];
    case 'thanks':
      return [{ kind: 'you-are-welcome', ...person }];
    case 'farewell':
      return [{ kind: 'goodbye', ...person }];
    case 'acknowledgement':
      return [];
  }
}

/** The last word where nothing is open. */
export function closing(talk: SmallTalk, name?: string): Note[] {
  const notes: Note[] = talk === 'acknowledgement' ? [{ kind: 'all-right' }] : politely(talk, name);
  return [...notes, { kind: 'write-any-time' }];
}
