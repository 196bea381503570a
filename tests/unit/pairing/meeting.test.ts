/** The ceremony until the channel opens: codes shown, taken and refused. */
import { describe, expect, it } from 'vitest';
import { codeToText } from '../../../src/pairing/code-text.js';
import {
  createEndpoint,
  createPhone,
  EVENING,
  gather,
  invite,
  MINUTE,
  myCode,
  openChannel,
  type Phone,
  read,
  show,
  stepOf,
  tell,
} from './two-phones.js';

function refusalOf(phone: Phone, text: string, now = EVENING) {
  const before = phone.ceremony.phase;
  const effects = phone.effects.length;
  read(phone, text, now);
  expect(phone.ceremony.phase).toBe(before);
  expect(phone.effects).toHaveLength(effects);
  return show(phone).lastRefusal;
}

function inviteTwo(): { ana: Phone; ben: Phone; hers: string; his: string } {
  const ana = createPhone('Ana');
  const ben = createPhone('Ben');
  invite(ana);
  invite(ben);
  return { ana, ben, hers: codeToText(myCode(ana)), his: codeToText(myCode(ben)) };
}

describe('the order of codes', () => {
  it('[P7] who took an invitation shows a reply; who took the reply connects', () => {
    const { ana, ben, hers } = inviteTwo();
    read(ben, hers);
    expect(stepOf(ben)).toBe('replying');
    expect(ben.connected).toBe(true);
    read(ana, codeToText(myCode(ben)));
    expect(stepOf(ana)).toBe('connecting');
    expect(ana.connected).toBe(true);
  });

  it('[P7] two who take each other’s invitation both connect', () => {
    const { ana, ben, hers, his } = inviteTwo();
    read(ana, his);
    read(ben, hers);
    expect([ana.connected, ben.connected]).toEqual([true, true]);
    openChannel(ana);
    expect(stepOf(ana)).toBe('committed');
  });

  it('[P7] a code taken while ours is being made is used as soon as ours is there', () => {
    const { ana, hers } = inviteTwo();
    const ben = createPhone('Ben');
    tell(ben, { type: 'start' });
    read(ben, hers);
    expect(stepOf(ben)).toBe('gathering');
    expect(ben.connected).toBe(false);
    gather(ben);
    expect(stepOf(ben)).toBe('replying');
    expect(ben.connected).toBe(true);
    expect(ben.timers.has('code')).toBe(true);
    read(ana, codeToText(myCode(ben)));
    expect(stepOf(ana)).toBe('connecting');
  });

  it('[P9] a connection made anew under another name shows another code and uses the partner’s', () => {
    const { ben, hers } = inviteTwo();
    read(ben, hers);
    const first = codeToText(myCode(ben));
    gather(ben);
    expect(stepOf(ben)).toBe('replying');
    expect(codeToText(myCode(ben))).not.toBe(first);
    expect(ben.effects.filter((effect) => effect.type === 'connect')).toHaveLength(2);
  });
});

describe('codes that are not taken', () => {
  it('[P5] one’s own, also from an earlier try', () => {
    const { ana, hers } = inviteTwo();
    expect(refusalOf(ana, hers)).toEqual({ type: 'OwnCode' });
    tell(ana, { type: 'start' });
    gather(ana);
    expect(refusalOf(ana, hers)).toEqual({ type: 'OwnCode' });
  });

  it('[P5] one older than 30 minutes, and one from a clock that is ahead', () => {
    const { ana, his } = inviteTwo();
    expect(refusalOf(ana, his, EVENING + 31 * MINUTE)).toEqual({ type: 'Old', minutesAgo: 31 });
    expect(refusalOf(ana, his, EVENING - 31 * MINUTE)).toEqual({
      type: 'ClocksDiffer',
      minutesAhead: 31,
    });
    read(ana, his, EVENING + 30 * MINUTE);
    expect(stepOf(ana)).toBe('replying');
  });

  it('[P5] one that was taken before, even by a try that failed', () => {
    const { ana, his } = inviteTwo();
    read(ana, his);
    expect(refusalOf(ana, his)).toEqual({ type: 'AlreadyUsed' });
    tell(ana, { type: 'cancel' });
    tell(ana, { type: 'start' });
    gather(ana);
    expect(refusalOf(ana, his)).toEqual({ type: 'AlreadyUsed' });
  });

  it('[P5] a second partner’s, and any before the start', () => {
    const { ana, his } = inviteTwo();
    expect(refusalOf(createPhone('Cleo'), his)).toEqual({ type: 'NotNow' });
    read(ana, his);
    const eve = createPhone('Eve');
    invite(eve);
    expect(refusalOf(ana, codeToText(myCode(eve)))).toEqual({ type: 'NotNow' });
  });

  it('[P5] a reply to a code that is no longer shown', () => {
    const { ana, ben, hers } = inviteTwo();
    read(ben, hers);
    tell(ana, { type: 'start' });
    gather(ana);
    expect(refusalOf(ana, codeToText(myCode(ben)))).toEqual({ type: 'ForAnotherCode' });
  });

  it('[P5] a foreign text and a damaged code', () => {
    const { ana, his } = inviteTwo();
    expect(refusalOf(ana, 'https://example.org')).toEqual({ type: 'NotACode' });
    expect(refusalOf(ana, his.slice(0, 60))).toEqual({ type: 'Damaged' });
  });

  it('[P5] the refusal is forgotten when the ceremony goes on', () => {
    const { ana, hers, his } = inviteTwo();
    read(ana, hers);
    read(ana, his);
    expect(show(ana)).not.toHaveProperty('lastRefusal');
  });

  it('[P8] one with our own certificate: nobody could open the handshake', () => {
    const { ana, ben } = inviteTwo();
    const { fingerprint } = myCode(ana).endpoint;
    const endpoint = { ...myCode(ben).endpoint, fingerprint };
    expect(refusalOf(ana, codeToText({ ...myCode(ben), endpoint }))).toEqual({ type: 'OwnCode' });
  });
});

describe('what stands in the way', () => {
  it('[P10] without an address it says so, and start asks again, keeping the partner’s code', () => {
    const { hers } = inviteTwo();
    const ben = createPhone('Ben');
    tell(ben, { type: 'start' });
    const endpoint = { ...createEndpoint(ben.random), candidates: [] };
    tell(ben, { type: 'gathered', endpoint, nonce: ben.random.bytes(16), now: EVENING });
    expect(stepOf(ben)).toBe('no-candidates');
    expect(ben.closed).toBe(true);
    read(ben, hers);
    tell(ben, { type: 'start' });
    gather(ben);
    expect(stepOf(ben)).toBe('replying');
  });

  it('[P10] only who knows that both have both codes is told that it takes long, and it goes on', () => {
    const { ana, ben, hers } = inviteTwo();
    read(ben, hers);
    expect(ben.timers.has('late')).toBe(false);
    read(ana, codeToText(myCode(ben)));
    expect(ana.timers.has('late')).toBe(true);
    tell(ana, { type: 'time-up', timer: 'late' });
    expect(show(ana)).toMatchObject({ step: 'connecting', late: true });
    expect(ana.closed).toBe(false);
    openChannel(ana);
    expect(stepOf(ana)).toBe('committed');
  });

  it('[P10] a person can say that the partner has the code', () => {
    const { ben, hers } = inviteTwo();
    read(ben, hers);
    tell(ben, { type: 'code-delivered' });
    tell(ben, { type: 'time-up', timer: 'late' });
    expect(show(ben)).toMatchObject({ step: 'connecting', late: true });
  });

  it('[P10] after 30 minutes a code is given up', () => {
    const { ana } = inviteTwo();
    expect(ana.effects).toContainEqual({ type: 'set-timer', timer: 'code', ms: 30 * MINUTE });
    tell(ana, { type: 'time-up', timer: 'code' });
    expect(show(ana)).toMatchObject({ step: 'failed', reason: { type: 'TimedOut' } });
    expect(ana.closed).toBe(true);
  });

  it('[P10] a browser that refuses, and credentials no code can carry, end it', () => {
    const { ana, ben } = inviteTwo();
    tell(ana, { type: 'cannot-connect' });
    expect(show(ana)).toMatchObject({ step: 'failed', reason: { type: 'CannotConnect' } });
    tell(ben, { type: 'start' });
    const endpoint = { ...createEndpoint(ben.random), ufrag: 'ö'.repeat(4) };
    tell(ben, { type: 'gathered', endpoint, nonce: ben.random.bytes(16), now: EVENING });
    expect(show(ben)).toMatchObject({ step: 'failed', reason: { type: 'CannotConnect' } });
  });
});
