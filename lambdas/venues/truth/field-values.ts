import * as z from 'zod';
import type { FactValue, VenueField } from './facts.ts';

// PostgreSQL keeps neither, and refuses everything that comes with them.
const isKeepable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const text = (most: number) =>
  z
    .string()
    .max(most, `is longer than ${most.toLocaleString('en')} characters`)
    .refine((value) => value.trim() !== '', 'is blank; say that there is none instead')
    .refine(isKeepable, 'holds characters that cannot be stored');

/** The values of each field as the sheet gives them: E.164, lower-case e-mail, YYYY-MM-DD. */
const VALUES = {
  venue_name: text(300),
  location: text(1_000).nullable(),
  contact_name: text(1_000).nullable(),
  contact_email: text(320)
    .regex(/^[^\s@]+@[^\s@]+$/u, 'is no e-mail address')
    .refine((value) => value === value.toLowerCase(), 'is not in lower case')
    .nullable(),
  contact_phone: z
    .string()
    .regex(/^\+[1-9][0-9]{5,14}$/u, 'is no phone number with its country, as in +66812345678')
    .nullable(),
  soundtrack_account_id: text(1_000).nullable(),
  zone_count: z
    .int('is no whole number')
    .min(0, 'is below zero')
    .max(1_000_000, 'is more zones than any venue has')
    .nullable(),
  subscription_status: z
    .enum(
      ['active', 'cancelled', 'expired', 'paused', 'trial', 'unknown'],
      'is not active, cancelled, expired, paused, trial or unknown',
    )
    .nullable(),
  last_issue_date: z.iso.date('is no date as in 2026-10-31').nullable(),
  notes: text(10_000).nullable(),
  priority_level: z.enum(['critical', 'high', 'normal', 'low'], 'is not critical, high, normal or low').nullable(),
  sla_tier: text(200).nullable(),
} satisfies Record<VenueField, z.ZodType<FactValue>>;

/** What is wrong with a value for this field, in words that follow the field's name; undefined when it can be taken. */
export function problemWith(field: VenueField, value: FactValue): string | undefined {
  if (value === null && field === 'venue_name') return 'cannot be empty';
  return VALUES[field].safeParse(value).error?.issues[0]?.message;
}

/** The value as the field takes it from text that a person typed. Throws nothing; `problemWith` judges the result. */
export function valueFromText(field: VenueField, typed: string): FactValue {
  const text = typed.trim().normalize('NFC');
  if (text === '') return null;
  switch (field) {
    case 'zone_count':
      return /^\d+$/u.test(text) ? Number(text) : text;
    case 'contact_phone':
      return text.replace(/[\s().-]/gu, '');
    case 'contact_email':
    case 'subscription_status':
    case 'priority_level':
    case 'sla_tier':
      return text.toLowerCase();
    default:
      return text;
  }
}
