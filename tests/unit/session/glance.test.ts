/** The steps of two who meet again, with the connection behind the codes driven by hand. */
import { expect, it } from 'vitest';
import { createSignal, err, ok, type Result, utf8ToBytes } from '../../../src/kernel/index.js';
import { meetAgain } from '../../../src/session/glance.js';
import { AWAY } from '../../../src/session/phone-status.js';
import type { Glance, GlanceEnd, GlanceError, SyncStatus } from '../../../src/sync/index.js';
import { createSecret, digest } from '../../../src/vault/index.js';
import captures from '../../contract/pairing/fixtures/sdps.json' with { type: 'json' };
import { createHandClock } from '../../setup/hand-clock.js';
import { createSeededRandom } from '../pairing/two-phones.js';

const proofKey = createSecret(digest(utf8ToBytes('one couple')));
const OFFER = captures[0]?.sdp ?? '';
/** On another network. */
const OTHER_OFFER = captures[3]?.sdp ?? '';
const NEAR: SyncStatus = { ...AWAY, partner: 'connected' };

/** As the switchboard does: what a line ends with calls `onEnd` before anything else goes on. */
function createByHand(answers: { wait?: GlanceError; knock?: GlanceError } = {}, most = 20) {
  const status = createSignal<SyncStatus>(AWAY);
  const ends = new Map<string, (end: GlanceEnd) => void>();
  const calls: string[] = [];
  const endAs = (how: GlanceEnd, nonce: string): void => {
    const end = ends.get(nonce);
    ends.delete(nonce);
    end?.(how);
  };
  const withdraw = (nonce: string): void => endAs('gone', nonce);
  const here = { offer: OFFER };
  async function begin<T>(
    name: string,
    nonce: string,
    onEnd: (end: GlanceEnd) => void,
    value: T,
    error?: GlanceError,
  ): Promise<Result<T, GlanceError>> {
    calls.push(name);
    ends.set(nonce, onEnd);
    await Promise.resolve();
    if (!error) return ok(value);
    if (calls.length < most) withdraw(nonce);
    return err(error);
  }
  const glance: Glance = {
    wait: (nonce, _, onEnd) => begin('wait', nonce, onEnd, here.offer, answers.wait),
    offer: (nonce, onEnd) => begin('offer', nonce, onEnd, here.offer),
    knock: (nonce, _, onEnd) => begin('knock', nonce, onEnd, undefined, answers.knock),
    accept: async (nonce) => {
      calls.push('accept');
      return ends.has(nonce) ? ok(undefined) : err({ type: 'Failed' });
    },
    withdraw,
    look: async () => here.offer,
  };
  /** What waits or knocks finds another certificate than the one remembered. */
  const meetChanged = (): void => {
    for (const nonce of [...ends.keys()]) endAs('changed', nonce);
  };
  return { status, glance, calls, ends, here, meetChanged };
}

function phone(name: string, hand = createByHand()) {
  const fingerprint = (of: string) => digest(utf8ToBytes(of));
  const clock = createHandClock();
  const meeting = meetAgain({
    sync: hand,
    proofKey,
    ownFingerprint: () => fingerprint(name),
    partnerFingerprint: () => fingerprint(`not ${name}`),
    clock,
    random: createSeededRandom(name),
  });
  return { ...hand, clock, meeting };
}

async function shownBy({ meeting }: ReturnType<typeof phone>): Promise<string> {
  await meeting.show();
  const state = meeting.state.get();
  if (state.step !== 'showing') throw new Error(state.step);
  return state.code;
}

it('[N82] goes on to two codes by itself where the browser refuses its credentials', async () => {
  const ana = phone('ana');
  const ben = phone('ben', createByHand({ knock: { type: 'Forbidden' } }));
  expect(ben.meeting.take(await shownBy(ana))).toBeUndefined();
  await expect
    .poll(() => ben.meeting.state.get())
    .toMatchObject({ step: 'showing', needsTwo: 'forbidden' });
  const state = ben.meeting.state.get();
  if (state.step !== 'showing') throw new Error(state.step);
  expect(ana.meeting.take(state.code)).toBeUndefined();
  await expect
    .poll(() => ana.meeting.state.get())
    .toMatchObject({ needsTwo: 'asked', hasTheirs: true });
  expect(ana.calls).toEqual(['wait', 'offer', 'accept']);
});

it('[N82] knocks once only where knocking is forbidden', async () => {
  const ben = phone('ben', createByHand({ knock: { type: 'Forbidden' } }));
  ben.meeting.take(await shownBy(phone('ana')));
  await expect.poll(() => ben.meeting.state.get().step).toBe('showing');
  expect(ben.calls).toEqual(['knock', 'offer']);
});

it('[N80] a waiting connection that cannot be made is not tried in a loop', async () => {
  const ana = phone('ana', createByHand({ wait: { type: 'Failed' } }));
  await ana.meeting.show();
  await expect.poll(() => ana.meeting.state.get().step).toBe('failed');
  expect(ana.calls).toEqual(['wait']);
});

it('[N84] a code shown again after it was put away still ends with the connection', async () => {
  const ana = phone('ana');
  await shownBy(ana);
  ana.meeting.stop();
  expect(ana.ends.size).toBe(0);
  await shownBy(ana);
  ana.status.set(NEAR);
  expect(ana.meeting.state.get().step).toBe('connected');
  expect(ana.ends.size).toBe(0);
});

it('[N80] another code is shown when the browser gives up what waits behind the first', async () => {
  const ana = phone('ana');
  const first = await shownBy(ana);
  for (const nonce of [...ana.ends.keys()]) ana.glance.withdraw(nonce);
  await expect.poll(() => ana.meeting.state.get()).toMatchObject({ step: 'showing' });
  expect(ana.meeting.state.get()).not.toMatchObject({ code: first });
});

it('[N86] both go on to two codes by themselves where a certificate is not the one remembered', async () => {
  const [ana, ben] = [phone('ana'), phone('ben')];
  ben.meeting.take(await shownBy(ana));
  await expect.poll(() => ben.ends.size).toBe(1);
  for (const { meetChanged, meeting } of [ana, ben]) {
    meetChanged();
    await expect
      .poll(() => meeting.state.get())
      .toMatchObject({ step: 'showing', needsTwo: 'changed' });
  }
  expect(ben.calls).toEqual(['knock', 'offer']);
  const state = ben.meeting.state.get();
  if (state.step !== 'showing') throw new Error(state.step);
  expect(ana.meeting.take(state.code)).toBeUndefined();
  expect(ana.meeting.state.get()).toMatchObject({ needsTwo: 'changed', hasTheirs: true });
});

it('[P25] a code is renewed when its phone is elsewhere, and stays while it is nowhere', async () => {
  const ana = phone('ana');
  const first = await shownBy(ana);
  const turn = async (): Promise<void> => {
    ana.clock.advance(3_000);
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  const { offer } = ana.here;
  await turn();
  ana.here.offer = offer.replaceAll(/^a=candidate:.*\r?\n/gm, '');
  await turn();
  expect(ana.meeting.state.get()).toMatchObject({ code: first });
  expect(ana.calls).toEqual(['wait']);
  ana.here.offer = OTHER_OFFER;
  await turn();
  expect(ana.meeting.state.get()).toMatchObject({ step: 'showing', needsTwo: undefined });
  expect(ana.meeting.state.get()).not.toMatchObject({ code: first });
  expect(ana.calls).toEqual(['wait', 'wait']);
  expect(ana.ends.size).toBe(1);
  await turn();
  expect(ana.calls).toEqual(['wait', 'wait']);
});

it('[P25] nobody looks any more once the code is put away', async () => {
  const ana = phone('ana');
  await shownBy(ana);
  ana.meeting.stop();
  ana.here.offer = OTHER_OFFER;
  ana.clock.advance(10_000);
  await Promise.resolve();
  expect(ana.meeting.state.get()).toEqual({ step: 'idle' });
  expect(ana.calls).toEqual(['wait']);
});
