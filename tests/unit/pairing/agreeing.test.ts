/** The ceremony from the open channel to the bond. */
import { describe, expect, it } from 'vitest';
import { bytesToHex, bytesToUtf8 } from '../../../src/kernel/index.js';
import type { NewBond } from '../../../src/pairing/ceremony.js';
import { type CeremonyMessage, decodeMessage } from '../../../src/pairing/ceremony-message.js';
import { revealSecret } from '../../../src/vault/index.js';
import {
  comparePhones,
  connectPhones,
  converse,
  deliver,
  type Phone,
  show,
  stepOf,
  tell,
} from './two-phones.js';

function sentTypes(phone: Phone): (CeremonyMessage['type'] | undefined)[] {
  return phone.effects.flatMap((effect) =>
    effect.type === 'send' ? [decodeMessage(effect.bytes)?.type] : [],
  );
}

function bondOf(phone: Phone): NewBond | undefined {
  const state = show(phone);
  return 'bond' in state ? state.bond : undefined;
}

function secretOf(phone: Phone): string | undefined {
  const bond = bondOf(phone);
  return bond && bytesToHex(revealSecret(bond.secret));
}

/** Both have said yes and hold the same bond, not yet stored. */
function joinPhones() {
  const phones = comparePhones();
  tell(phones.ana, { type: 'confirm' });
  tell(phones.ben, { type: 'confirm' });
  converse(phones.ana, phones.ben);
  return phones;
}

describe('agreeing', () => {
  it('[P13] nobody reveals before it holds the other’s commitment', () => {
    const { ana, ben } = connectPhones();
    expect(sentTypes(ana)).toEqual(['commit']);
    deliver(ben, ana);
    expect(sentTypes(ana)).toEqual(['commit', 'reveal']);
    expect(sentTypes(ben)).toEqual(['commit']);
  });

  it('[P14] both show the same four words and whom they talk to', () => {
    const { ana, ben } = comparePhones();
    const [hers, his] = [show(ana), show(ben)];
    if (hers.step !== 'comparing' || his.step !== 'comparing') throw new Error('no words');
    expect(hers.words).toEqual(his.words);
    expect(bytesToUtf8(hers.greeting)).toBe('Ben');
    expect(bytesToUtf8(his.greeting)).toBe('Ana');
  });

  it('[P16] no share leaves a phone before both have said yes', () => {
    const { ana, ben } = comparePhones();
    tell(ana, { type: 'confirm' });
    converse(ana, ben);
    expect(stepOf(ana)).toBe('waiting-for-partner');
    expect(stepOf(ben)).toBe('comparing');
    expect([...sentTypes(ana), ...sentTypes(ben)]).not.toContain('share');
    tell(ben, { type: 'confirm' });
    converse(ana, ben);
    expect(sentTypes(ana)).toContain('share');
    expect([stepOf(ana), stepOf(ben)]).toEqual(['persisting', 'persisting']);
  });

  it('[P16] both join the same secret and take different sides', () => {
    const { ana, ben } = joinPhones();
    expect(secretOf(ana)).toMatch(/^[0-9a-f]{64}$/);
    expect(secretOf(ben)).toBe(secretOf(ana));
    expect([bondOf(ana)?.mySide, bondOf(ben)?.mySide].sort()).toEqual(['a', 'b']);
    expect(bondOf(ana)?.partner.id).toBe(ben.ceremony.self.device.id);
  });

  it('[P19] it is done when both have stored, not before', () => {
    const { ana, ben } = joinPhones();
    tell(ana, { type: 'persisted' });
    converse(ana, ben);
    expect([stepOf(ana), stepOf(ben)]).toEqual(['persisting', 'persisting']);
    expect(bondOf(ben)?.partnerConfirmed).toBe(true);
    expect(bondOf(ana)?.partnerConfirmed).toBe(false);
    tell(ben, { type: 'persisted' });
    converse(ana, ben);
    expect([stepOf(ana), stepOf(ben)]).toEqual(['done', 'done']);
    expect([bondOf(ana)?.partnerConfirmed, bondOf(ben)?.partnerConfirmed]).toEqual([true, true]);
  });
});

describe('saying no', () => {
  it('[P17] "they differ" ends it on both, each with its own reason', () => {
    const { ana, ben } = comparePhones();
    tell(ana, { type: 'reject' });
    converse(ana, ben);
    expect(show(ana)).toMatchObject({ step: 'failed', reason: { type: 'WordsDiffer' } });
    expect(show(ben)).toMatchObject({ step: 'failed', reason: { type: 'PartnerSaysWordsDiffer' } });
    expect([ana.closed, ben.closed]).toEqual([true, true]);
  });

  it('[P17] a yes can still be answered with a no', () => {
    const { ana, ben } = comparePhones();
    tell(ana, { type: 'confirm' });
    tell(ben, { type: 'reject' });
    converse(ana, ben);
    expect(show(ana)).toMatchObject({ step: 'failed', reason: { type: 'PartnerSaysWordsDiffer' } });
    expect(bondOf(ana)).toBeUndefined();
  });

  it('[P17] stopping ends it on both', () => {
    const { ana, ben } = comparePhones();
    tell(ben, { type: 'cancel' });
    converse(ana, ben);
    expect(show(ben)).toMatchObject({ reason: { type: 'Cancelled' } });
    expect(show(ana)).toMatchObject({ reason: { type: 'PartnerCancelled' } });
  });
});

describe('a link that breaks', () => {
  it('[P18] before the bond: failed, nothing kept', () => {
    const { ana } = comparePhones();
    tell(ana, { type: 'confirm' });
    tell(ana, { type: 'closed' });
    expect(show(ana)).toMatchObject({
      step: 'failed',
      reason: { type: 'LinkLost' },
      bond: undefined,
    });
  });

  it('[P18] while this phone stores: the bond is kept, not confirmed', () => {
    const { ana } = joinPhones();
    tell(ana, { type: 'closed' });
    expect(stepOf(ana)).toBe('persisting');
    tell(ana, { type: 'persisted' });
    expect(show(ana)).toMatchObject({
      step: 'failed',
      reason: { type: 'LinkLost' },
      bond: { partnerConfirmed: false },
    });
  });

  it('[P18] after this phone stored: the bond is kept, not confirmed, and can’t be paired over', () => {
    const { ana } = joinPhones();
    tell(ana, { type: 'persisted' });
    tell(ana, { type: 'closed' });
    expect(bondOf(ana)?.partnerConfirmed).toBe(false);
    tell(ana, { type: 'start' });
    expect(stepOf(ana)).toBe('failed');
  });

  it('[P18] after the partner stored: done as soon as this phone has stored', () => {
    const { ana, ben } = joinPhones();
    tell(ben, { type: 'persisted' });
    converse(ana, ben);
    tell(ana, { type: 'closed' });
    tell(ana, { type: 'persisted' });
    expect(stepOf(ana)).toBe('done');
    expect(bondOf(ana)?.partnerConfirmed).toBe(true);
  });

  it('[P18] a partner that falls silent is waited for half a minute, never while a person thinks', () => {
    const { ana, ben } = comparePhones();
    expect(ana.timers.size).toBe(0);
    tell(ana, { type: 'confirm' });
    tell(ben, { type: 'confirm' });
    deliver(ben, ana);
    expect(ana.timers.has('answer')).toBe(true);
    tell(ana, { type: 'time-up', timer: 'answer' });
    expect(show(ana)).toMatchObject({ reason: { type: 'TimedOut' }, bond: undefined });
  });
});

describe('a phone that cannot store', () => {
  it('[P20] leaves nothing on either side', () => {
    const { ana, ben } = joinPhones();
    tell(ben, { type: 'persisted' });
    tell(ana, { type: 'cancel' });
    converse(ana, ben);
    expect(show(ana)).toMatchObject({ step: 'failed', bond: undefined });
    expect(show(ben)).toMatchObject({
      step: 'failed',
      reason: { type: 'PartnerCancelled' },
      bond: undefined,
    });
  });

  it('[P20] once stored, stopping can’t undo what the partner may count on', () => {
    const { ana, ben } = joinPhones();
    tell(ana, { type: 'persisted' });
    tell(ana, { type: 'cancel' });
    converse(ana, ben);
    tell(ben, { type: 'persisted' });
    expect(bondOf(ana)?.partnerConfirmed).toBe(false);
    expect(stepOf(ben)).toBe('done');
    expect(secretOf(ana)).toBe(secretOf(ben));
  });
});
