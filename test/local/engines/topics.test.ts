import { arn } from '../../../local/assembly/place.ts';
import { type QueuesAndObjects, startQueuesAndObjects } from '../../../local/engines/queues-and-objects.ts';
import { startTopics, type Topics } from '../../../local/engines/topics.ts';

const TopicArn = arn('sns', 'Notices');
let engine: QueuesAndObjects;
let topics: Topics;
beforeAll(async () => {
  engine = await startQueuesAndObjects();
  const notices = { id: 'N', path: 'N', name: 'Notices', arn: TopicArn, attributes: {} };
  topics = await startTopics([notices], { endpoint: engine.endpoint });
});
afterAll(() => engine.close());

const publish = (subject: string) => topics.handle({ Action: 'Publish', TopicArn, Subject: subject, Message: 'news' });

describe('the subject of a notice', () => {
  it.each(['Venue sheet: in order again', 'ก'.repeat(99)])('may be %s', async (subject) => {
    expect((await publish(subject)).status).toBe(200);
    expect(topics.published('Notices').at(-1)).toMatchObject({ subject, message: 'news' });
  });

  it.each(['', 'two\nlines', 'x'.repeat(100)])('may not be %j, as at SNS', async (subject) => {
    const before = topics.published('Notices');
    expect(await publish(subject)).toMatchObject({ status: 400, body: expect.stringContaining('InvalidParameter') });
    expect(topics.published('Notices')).toEqual(before);
  });
});
