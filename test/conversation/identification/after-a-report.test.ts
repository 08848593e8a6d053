import { chatWith } from './chat-with.ts';
import { anna, at, bound } from './transition-rows.ts';

const reported = (issue = 'no music in the lobby') => {
  const chat = chatWith(at({ state: 'asking-issue', venueId: 'hb', facts: anna }, bound));
  chat.say(issue);
  return chat;
};

describe('a wrong venue noticed after the report', () => {
  it.each([
    ['wrong hotel', 'Hilton Pattaya', 'yes'],
    ["that's not my hotel", 'Hilton', '1'],
    ['wrong hotel, it is Hilton Pattaya', 'yes'],
    ["sorry, I made a mistake, it's Pattaya", 'yes'],
    ['no it is the other Hilton', '1'],
  ])('is put right by a second report and a word to the team (%j)', (...words) => {
    const chat = reported();
    for (const text of words) {
      expect(chat.turn?.handOver).toBeUndefined();
      chat.say(text);
    }
    expect(chat.turn?.report).toMatchObject({ venueId: 'hp', text: 'no music in the lobby', personName: 'Anna' });
    expect(chat.turn?.handOver?.said).toMatch(/Hilton Bangkok.*mistake.*Hilton Pattaya/);
    expect(chat.hears()).toMatch(/Venue: Hilton Pattaya[\s\S]*instead of.*Hilton Bangkok/);
    expect(chat.conversation.sender).toMatchObject({ venueId: 'hp', trust: 'claimed' });
  });

  it('leaves the report alone when it was the right venue after all', () => {
    const chat = reported();
    for (const text of ['wrong hotel', 'Hilton Bangkok', 'yes']) chat.say(text);
    expect([chat.turn?.report, chat.turn?.handOver, chat.state]).toEqual([undefined, undefined, 'asking-issue']);
  });

  it('is told to the team also when the right venue cannot be found', () => {
    const chat = reported();
    for (const text of ['wrong hotel', 'Sunset Villa', 'Sunset Villa, Samui']) chat.say(text);
    expect(chat.turn?.handOver).toMatchObject({ facts: { issue: 'no music in the lobby' } });
    expect(chat.turn?.handOver?.said).toMatch(/Sunset Villa.*Hilton Bangkok.*mistake/);
  });

  it.each(["actually I'm at Hilton Pattaya now", 'I moved to Hilton Pattaya', 'change venue'])(
    'is not what "%s" means',
    (text) => {
      const chat = reported();
      for (const said of [text, ...(text === 'change venue' ? ['Hilton Pattaya'] : []), 'yes']) chat.say(said);
      expect([chat.turn?.report, chat.turn?.handOver, chat.state]).toEqual([undefined, undefined, 'asking-issue']);
    },
  );

  it('is met with the promise to note it for the right one', () => {
    const chat = reported();
    chat.say('wrong hotel');
    expect(chat.hears()).toBe(
      "Sorry, my mistake. I'll note the problem for the right venue instead. Which venue are you writing from?",
    );
  });

  it.each([0, 200])('is told to the team when the person starts over, or comes back later (%d minutes)', (minutes) => {
    const chat = reported();
    chat.say('wrong hotel');
    const { handOver } = chat.wait(minutes).say(minutes > 0 ? 'hello' : 'start over');
    expect(handOver?.said).toMatch(/the report for Hilton Bangkok was a mistake/);
    expect(chat.say('hello').handOver).toBeUndefined();
  });

  it('says so in Thai', () => {
    const chat = reported('เพลงไม่ดังค่ะ');
    for (const text of ['ผิดโรงแรมค่ะ', 'ฮิลตันพัทยา', 'ใช่ค่ะ']) chat.say(text);
    expect(chat.turn?.report).toMatchObject({ venueId: 'hp', text: 'เพลงไม่ดังค่ะ' });
    expect(chat.hears()).toMatch(/สถานที่: Hilton Pattaya[\s\S]*แทน.*Hilton Bangkok/);
  });

  it('is nothing to repeat in a record kept from before', () => {
    const chat = chatWith(at({ state: 'identified', venueId: 'hb', facts: anna, lastReportId: 'r' }, bound));
    for (const text of ['wrong hotel', 'Hilton Pattaya', 'yes']) chat.say(text);
    expect([chat.turn?.report, chat.state]).toEqual([undefined, 'asking-issue']);
  });
});

describe('after a report', () => {
  it.each([
    'it works now',
    'solved',
    'no, it works now',
    'it works now thanks',
    'we fixed it ourselves',
    'sound is back in the lobby',
    'the noise is gone',
    'ใช้ได้แล้ว ขอบคุณมากค่ะ',
    'solved thank you so much',
    'Solved, thank you!',
    'the music is back',
    "it's working again, thanks",
    'ok it is fixed now',
    'I restarted the player and it works now',
    'ใช้ได้แล้วค่ะ',
    'เพลงมาแล้วค่ะ ขอบคุณค่ะ',
    'หายแล้วครับ',
    'แก้ไขเรียบร้อยแล้วค่ะ',
  ])('"%s" is a solution, not a problem', (text) => {
    const chat = reported();
    const { report, handOver, reason } = chat.say(text);
    expect([report, reason]).toEqual([undefined, 'report-solved']);
    expect(handOver?.said).toBe(`solved (Hilton Bangkok): ${text}`);
    expect(handOver?.facts).toMatchObject({ issue: 'no music in the lobby' });
    expect(chat.hears()).toMatch(/Thank you.*solved|ขอบคุณ.*แก้ไข/);
  });

  it.each([
    'cancel that',
    'please cancel my report',
    'forget it',
    'false alarm',
    'ไม่ต้องแล้ว ขอบคุณค่ะ',
    'ยกเลิก',
    'ขอยกเลิกเรื่องที่แจ้งไว้ค่ะ',
    'ไม่ต้องแล้วค่ะ',
  ])('"%s" takes it back', (text) => {
    const chat = reported();
    const { report, handOver, reason } = chat.say(text);
    expect([report, reason]).toEqual([undefined, 'report-cancelled']);
    expect(handOver?.said).toBe(`cancelled (Hilton Bangkok): ${text}`);
  });

  it.each([
    'it works now but the bar is still silent',
    'the problem is back',
    'it is still not working',
    'not solved, still no music',
    'เพลงหายแล้ว',
    'ยังใช้ไม่ได้ค่ะ',
    'cancel the jazz playlist',
    'it worked for a minute and stopped again',
    'the music is not back',
    'the music is gone now',
  ])('"%s" is a problem', (text) => {
    const chat = reported();
    expect(chat.say(text).report?.text).toBe(text);
  });

  it('is heard as well when the conversation had timed out', () => {
    const chat = reported();
    const { handOver, reason } = chat.wait(200).say('it works now, thanks');
    expect([reason, handOver?.said, chat.state]).toEqual([
      'report-solved',
      'solved (Hilton Bangkok): it works now, thanks',
      'initial',
    ]);
    expect(chat.hears()).toMatch(/^Thank you for telling us, Anna!/);
  });

  it('a question is no solution', () => {
    const chat = reported();
    expect(chat.say('is it fixed now?').handOver).toBeUndefined();
  });
});
