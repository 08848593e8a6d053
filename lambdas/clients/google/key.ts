import * as z from 'zod';

/** The part of a service account's key file we use. A key that went through a variable has its line breaks escaped. */
export const GoogleKey = z.object({
  client_email: z.email(),
  private_key: z
    .string()
    .transform((pem) => pem.replaceAll('\\n', '\n'))
    .refine((pem) => pem.includes('PRIVATE KEY'), 'is not a private key in PEM'),
  private_key_id: z.string().optional(),
  token_uri: z.url().optional(),
});
export type GoogleKey = z.output<typeof GoogleKey>;
