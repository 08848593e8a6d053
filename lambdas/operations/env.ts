import * as z from 'zod';

export const HealthEnv = z.object({ CHAT_TABLE_NAME: z.string().min(1), STAGE: z.string().min(1) });
