import type { VenueCard } from '../../../lambdas/conversation/chat.ts';
import { apology } from '../../../lambdas/conversation/wording/apology.ts';
import { english } from '../../../lambdas/conversation/wording/english.ts';
import { bubblesFor, wordingOf } from '../../../lambdas/conversation/wording/render.ts';
import { thai } from '../../../lambdas/conversation/wording/thai.ts';
import { describe as describeVenue, shortNames } from '../../../lambdas/conversation/wording/venue-labels.ts';

const venue = (name: string, location?: string): VenueCard => ({ id: name, name, ...(location && { location }) });
const hiltons = [
  venue('Hilton Bangkok', 'Sukhumvit Road, Bangkok'),
  venue('Hilton Garden Inn Bangkok Silom', 'Silom Road, Bangkok'),
  venue('Millennium Hilton Bangkok', 'Charoennakorn Road, Bangkok'),
];

describe('a pick list', () => {
  it('numbers the whole names in the text and shows what tells them apart on the rows', () => {
    const [bubble] = bubblesFor({ notes: [], question: { kind: 'which-of-these', venues: hiltons } }, 'en');
    expect(bubble).toEqual({
      kind: 'list',
      text: [
        'Which of these is your venue? Reply with the number or tap it.',
        '1. Hilton Bangkok – Sukhumvit Road, Bangkok',
        '2. Hilton Garden Inn Bangkok Silom – Silom Road, Bangkok',
        '3. Millennium Hilton Bangkok – Charoennakorn Road, Bangkok',
        '4. None of these',
      ].join('\n'),
      open: 'Choose your venue',
      rows: [
        { id: 'venue:pick:Hilton Bangkok', title: '1. Hilton Bangkok', description: 'Sukhumvit Road, Bangkok' },
        {
          id: 'venue:pick:Hilton Garden Inn Bangkok Silom',
          title: '2. Garden Inn Silom',
          description: 'Hilton Garden Inn Bangkok Silom · Silom Road, Bangkok',
        },
        {
          id: 'venue:pick:Millennium Hilton Bangkok',
          title: '3. Millennium',
          description: 'Millennium Hilton Bangkok · Charoennakorn Road, Bangkok',
        },
        { id: 'venue:none', title: '4. None of these' },
      ],
    });
  });

  it('is three buttons for two venues', () => {
    const [bubble] = bubblesFor({ notes: [], question: { kind: 'which-of-these', venues: hiltons.slice(0, 2) } }, 'th');
    expect(bubble).toMatchObject({
      kind: 'buttons',
      buttons: [{ title: '1. Hilton Bangkok' }, { title: '2. Garden Inn Silom' }, { title: 'ไม่มีในรายการ' }],
    });
  });

  it.each([
    ['same names', ['Amari', 'Amari', 'Amari']],
    [
      'long names that differ only at the end',
      ['The Grand Riverside Palace Hotel North', 'The Grand Riverside Palace Hotel South'],
    ],
    ['long words', [`${'Llanfairpwllgwyngyll'.repeat(3)}A`, `${'Llanfairpwllgwyngyll'.repeat(3)}B`]],
    ['Thai', ['โรงแรมฮิลตันกรุงเทพสุขุมวิทซอยสิบเอ็ด', 'โรงแรมฮิลตันกรุงเทพสุขุมวิทซอยสิบสอง']],
    ['emoji', ['🏨'.repeat(30), '🏖️'.repeat(30)]],
    ['nothing', ['', ' ']],
  ])('keeps titles short, unique and whole: %s', (_, names) => {
    for (const limit of [20, 24]) {
      const titles = shortNames(
        names.map((name) => venue(name)),
        limit,
      );
      expect(new Set(titles).size).toBe(names.length);
      for (const title of titles)
        expect([title.length <= limit, title.isWellFormed(), title.length > 3]).toEqual([true, true, true]);
    }
  });

  it('shows the ends that tell long names apart', () => {
    const [north, south] = shortNames(
      [venue('The Grand Riverside Palace Hotel North'), venue('The Grand Riverside Palace Hotel South')],
      24,
    );
    expect([north, south]).toEqual(['1. North', '2. South']);
  });

  it('keeps descriptions within their limit', () => {
    expect(describeVenue(venue('A'.repeat(80), 'B'.repeat(80)), '1. A…', 72)?.length).toBeLessThanOrEqual(72);
    expect(describeVenue(venue('Marina'), '1. Marina', 72)).toBeUndefined();
  });
});

describe('all texts', () => {
  const sample = {
    name: 'Anna',
    contact: 'Anna, GM',
    issue: 'no music',
    at: new Date(0),
    said: 'x',
    reported: true,
    venue: venue('Hilton'),
    venues: hiltons,
  };
  const texts = [english, thai].flatMap((wording) => [
    ...Object.values(wording.notes).flatMap((say) =>
      (['confirmed', 'venue-known', 'answered'] as const).map((until) =>
        (say as (thing: object) => string)({ ...sample, until }),
      ),
    ),
    ...Object.values(wording.questions).map((say) => (say as (thing: object) => string)(sample)),
  ]);

  it('say something, never pretend, never stall and never invite to feel free', () => {
    for (const text of texts) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/feel free|let me check|undefined|\[object|I'm (?:Anna|a human)|e-?mail/i);
    }
  });
  it('speak Thai in Thai', () => {
    for (const say of [...Object.values(thai.notes), ...Object.values(thai.questions)]) {
      expect((say as (thing: object) => string)({ ...sample, until: 'answered' })).toMatch(/[ก-ฮ]/);
    }
  });
  it('keep button titles short', () => {
    for (const language of ['en', 'th'] as const) {
      for (const label of Object.values(wordingOf(language).labels)) expect(label.length).toBeLessThanOrEqual(20);
    }
  });
  it('do not address people who gave no name by a stand-in', () => {
    const notes = [{ kind: 'thank-you' as const, name: 'Venue staff' }];
    expect(bubblesFor({ notes }, 'en')[0]?.text).toBe('Thank you.');
    expect(bubblesFor({ notes }, 'th')[0]?.text).toBe('ขอบคุณค่ะ');
  });
  it('always hold a sentence, and apologise in both languages', () => {
    expect(bubblesFor({ notes: [] }, 'en')[0]?.text).toMatch(/How can I help/);
    expect([apology('en'), apology('th')].every(([bubble]) => (bubble?.text.length ?? 0) > 20)).toBe(true);
  });
});
