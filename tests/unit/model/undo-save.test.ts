import { describe, expect, it } from 'vitest';
import { lookBeforeSave, readHistory, readRemovals, undoSave } from '../../../src/model/index.js';
import { createPhone, EVENING, type Phone } from './answer-cast.js';
import { createTestContext } from './context.js';

function look({ docs, me }: Phone) {
  return lookBeforeSave(docs, EVENING, me);
}

/** Saves while the other phone is away, and gives the undo. */
function save(phone: Phone, line: string, share: boolean) {
  const before = look(phone);
  expect(phone.saveApart({ line, share, seal: false }).ok).toBe(true);
  return () => undoSave(phone.docs, before, { ...createTestContext(), author: phone.me });
}

function lineOf(phone: Phone): string | undefined {
  return phone.own()?.checkin.line;
}

describe('undoing a save', () => {
  it.each([true, false])('leaves nothing where nothing was before (share: %s)', (share) => {
    const phone = createPhone('ana', 'ben');
    expect(save(phone, 'soup', share)()).toBe('undone');
    expect(phone.own()).toBeUndefined();
    expect(readHistory(phone.docs.private, EVENING)).toEqual([]);
    expect(readRemovals(phone.docs.shared, EVENING)).toEqual([]);
  });

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('puts back exactly what was there (shared %s, then %s)', (first, second) => {
    const phone = createPhone('ana', 'ben');
    save(phone, 'soup', first);
    const before = look(phone);
    expect(save(phone, 'rain', second)()).toBe('undone');
    expect(look(phone)).toEqual(before);
    expect(lineOf(phone)).toBe('soup');
  });

  it('removes for both what has left meanwhile, where there was nothing before', () => {
    const phone = createPhone('ana', 'ben');
    const undo = save(phone, 'soup', true);
    phone.release();
    expect(undo()).toBe('removed');
    expect(phone.own()).toBeUndefined();
    expect(readRemovals(phone.docs.shared, EVENING)).toHaveLength(1);
  });

  it('says again what was said before, where the change has left', () => {
    const phone = createPhone('ana', 'ben');
    save(phone, 'soup', true);
    const undo = save(phone, 'rain', true);
    phone.release();
    expect(undo()).toBe('saidAgain');
    expect(lineOf(phone)).toBe('soup');
  });
});
