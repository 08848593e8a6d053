import type * as z from 'zod';
import { Refused } from './answer.ts';

/** What was sent, as the schema has it; else refused with how to send it and what is wrong. */
export function readRequest<Shape extends z.ZodType>(shape: Shape, sent: unknown, usage: string): z.output<Shape> {
  const result = shape.safeParse(sent);
  if (result.success) return result.data;
  const wrong = result.error.issues
    .map(({ path, message }) => (path.length > 0 ? `'${path.join('.')}': ${message}` : message))
    .join('; ');
  throw new Refused(400, `Send ${usage}. What is wrong: ${wrong}.`);
}
