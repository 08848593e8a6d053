import type { VenueCard } from '../chat.ts';
import { bangkokTime } from './bangkok-time.ts';
import { NO_NAME, NO_POSITION, type Wording } from './speech.ts';

const placed = (venue: VenueCard): string =>
  venue.location ? `${venue.name} located at ${venue.location}` : venue.name;
const inShort = (venue: VenueCard): string => (venue.location ? `${venue.name}, ${venue.location}` : venue.name);
const addressed = (words: string, name: string | undefined): string =>
  name && name !== NO_NAME ? `${words}, ${name}` : words;

export const english: Wording = {
  notes: {
    introduction: () => "Hello! I'm BMA's music assistant, an automated helper for the music at your venue.",
    hello: () => 'Hello!',
    'welcome-back': ({ name }) => `${addressed('Hello again', name)}!`,
    'nice-to-meet-you': ({ name }) => `${addressed('Nice to meet you', name)}.`,
    'thank-you': ({ name }) => `${addressed('Thank you', name)}.`,
    'you-are-welcome': ({ name }) => `${addressed("You're welcome", name)}!`,
    goodbye: ({ name }) => `${addressed('Goodbye', name)}, and have a good day!`,
    'write-any-time': () => 'Write here any time the music needs attention.',
    'all-right': () => 'All right.',
    'yes-or-no': () => 'Please answer Yes or No, so that venues are not mixed up.',
    'venue-chosen': ({ venue }) => `Thank you: ${inShort(venue)}.`,
    'started-over': () => "Let's start again.",
    'text-only': () => 'I can read text only for now.',
    'sorry-wrong-venue': () => 'Sorry, my mistake.',
    'after-all': () => 'Let me make sure.',
    'earlier-question': () => 'That seems to answer an earlier question.',
    'not-on-the-list': () => 'That number is not on the list.',
    'not-understood': () => "Sorry, I didn't understand that.",
    'venue-not-found': () => "Sorry, I couldn't find that venue in our list.",
    'venue-gone': () => 'I can no longer find your venue in our list.',
    'problem-kept': ({ until }) =>
      ({
        confirmed: "I'm sorry about the trouble. I'll note it as soon as you confirm.",
        'venue-known': "I'm sorry about the trouble. I'll note it as soon as I know your venue.",
        answered: "I'm sorry about the trouble. I'll note it right after this.",
      })[until],
    'problem-moves': () => "I'll note the problem for the right venue instead.",
    'why-we-ask': () => "It only helps our team to know whom to ask for. That's fine without.",
    'fine-without': () => "That's fine without.",
    'details-updated': ({ contact }) => `Thank you, I have your details as: ${contact}.`,
    noted: ({ venue, contact, issue, at, instead }) =>
      [
        `Thank you. I noted this for our support team at ${bangkokTime(at)} (Bangkok time):`,
        `Venue: ${inShort(venue)}`,
        `Contact: ${contact}`,
        `Issue: ${issue}`,
        ...(instead
          ? ['', `This is instead of the report for ${instead}: our team was told that one was a mistake.`]
          : []),
        '',
        'They will look at it and answer you here. If anything changes, just write.',
      ].join('\n'),
    solved: ({ name, at }) =>
      `${addressed('Thank you for telling us', name)}! I noted for our support team at ${bangkokTime(at)} (Bangkok time) that it is solved.`,
    cancelled: ({ name, at }) =>
      `${addressed('Thank you for telling us', name)}. I noted for our support team at ${bangkokTime(at)} (Bangkok time) that you cancelled it.`,
    'only-problems': ({ reported }) =>
      reported
        ? "I can't answer that myself. I can note problems with your music for our support team, and what you reported is noted; they answer here."
        : "I can't answer that myself. For now I can note problems with your music for our support team.",
    'handed-over': ({ said, issue, at }) =>
      [
        "I still can't find your venue, so a person from our team will help you here.",
        `I noted for them at ${bangkokTime(at)} (Bangkok time):`,
        ...(said ? [`Venue, in your words: ${said}`] : []),
        ...(issue ? [`Issue: ${issue}`] : []),
        '',
        "You can also send the venue's name again and I'll keep looking.",
      ].join('\n'),
    'handed-over-unanswered': ({ said, issue, at }) =>
      [
        "Sorry, I don't get any further alone, so a person from our team will help you here.",
        `I noted for them at ${bangkokTime(at)} (Bangkok time):`,
        ...(said ? [`In your words: ${said}`] : []),
        ...(issue ? [`Issue: ${issue}`] : []),
        ...(said || issue ? [] : ['Your venue is not clear yet.']),
      ].join('\n'),
    'added-for-person': () => 'Thank you, I added that for the person who will help you here.',
    'person-will-help': () => 'A person from our team will help you here.',
    'person-asked': ({ at }) =>
      `A person from our team was asked at ${bangkokTime(at)} (Bangkok time) to answer you here.`,
    'added-to-hand-over': () =>
      "Thank you, I added that for the person who will help you. You can also send the venue's name again and I'll keep looking.",
  },
  questions: {
    'which-venue': () => 'Which venue are you writing from?',
    'name-on-the-sign': () => "Please send the venue's name exactly as on the sign, and the city it is in.",
    'is-this-your-venue': ({ venue }) => `Is this your venue: ${placed(venue)}?`,
    'still-at': ({ venue }) => `Are you still at ${inShort(venue)}?`,
    'which-of-these': () => 'Which of these is your venue? Reply with the number or tap it.',
    'yes-no-or-name': ({ venue, helped }) =>
      helped
        ? `To go on, answer Yes or No to ${inShort(venue)}, or send the venue's name.`
        : `Just to be sure: is it ${inShort(venue)}? Answer Yes or No, or send me your venue's name.`,
    'number-or-name': ({ venues, helped }) =>
      helped
        ? "To go on, send the number or the venue's name."
        : `Just send the number of your venue (1 to ${venues.length}, or ${venues.length + 1} for none of them). You can also send the venue's name.`,
    'your-name': () => 'May I have your name?',
    'your-position': () => 'What is your position there?',
    'how-can-i-help': () => 'How can I help you with the music today?',
  },
  labels: { yes: 'Yes', no: 'No', none: 'None of these', open: 'Choose your venue' },
  contact: (name, position) => (position === NO_POSITION ? name : `${name}, ${position}`),
};
