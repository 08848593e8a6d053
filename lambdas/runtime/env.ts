import type * as z from 'zod';

/**
 * Reads a handler's variables once, at cold start. Missing or malformed means fail, naming the variables, so a
 * half-configured function never serves a request.
 */
export function readEnv<Schema extends z.ZodType>(schema: Schema, source = process.env): z.output<Schema> {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`This function's environment is incomplete: ${problems.join('; ')}`);
}
