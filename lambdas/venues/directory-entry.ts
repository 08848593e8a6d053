import * as z from 'zod';

/** One venue as the search directory knows it. Shape of the published snapshot and of `venues:resolve --directory`. */
export const DirectoryEntry = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  aliases: z.array(z.string()).optional(),
  /** Where the venue says it is: "Sukhumvit Road, Bangkok". */
  location: z.string().optional(),
  country: z.string().optional(),
  /** `account_country` is a billing address and often wrong; `name` was read from the venue's own name. */
  location_source: z.string().optional(),
  zones: z.array(z.string()).optional(),
});
export type DirectoryEntry = z.infer<typeof DirectoryEntry>;
