import { describe, expect, it } from 'vitest';
import { describeArrival, describeTrouble } from '../../../../src/features/parcel/sentences.js';
import type { Arrival, ParcelTrouble } from '../../../../src/session/index.js';
import { createTestText } from '../../messages/test-text.js';

const text = createTestText();
const formats = {
  list: (items: readonly string[]) => new Intl.ListFormat('en').format(items),
  shortEvening: (date: string) => date,
};
const NOTHING: Arrival = { newNotes: 0, changedNotes: 0, evenings: [], isNew: true };

function say(arrival: Partial<Arrival>): string {
  return describeArrival(text, formats, { ...NOTHING, ...arrival }, '2027-01-15', 'Ana');
}

describe('what is said to have come', () => {
  it('counts notes and names the evening', () => {
    expect(say({ newNotes: 3, evenings: ['2027-01-14'] })).toBe(
      'From Ana: 3 notes and last night’s check-in.',
    );
    expect(say({ newNotes: 1, changedNotes: 2, evenings: ['2027-01-15'] })).toBe(
      'From Ana: one note, 2 changed notes, and tonight’s check-in.',
    );
    expect(say({ evenings: ['2027-01-02'] })).toBe('From Ana: the check-in of 2027-01-02.');
    expect(say({ evenings: ['2027-01-14', '2027-01-02'] })).toBe('From Ana: 2 check-ins.');
  });

  it('has words for what it can’t count, and for nothing new', () => {
    expect(say({})).toBe('What Ana sent is here now.');
    expect(say({ isNew: false })).toBe('All of this is here already.');
  });
});

describe('what is said of a parcel that was not taken in', () => {
  it('is another sentence for each reason', () => {
    const troubles: readonly ParcelTrouble[] = [
      { type: 'NotAParcel' },
      { type: 'Newer', version: 2 },
      { type: 'CutOff', bytes: 1, of: 2 },
      { type: 'TooLarge', bytes: 1 },
      { type: 'ForOthers' },
      { type: 'Own' },
      { type: 'Damaged' },
      { type: 'Missing' },
      { type: 'NotSaved', cause: { type: 'QuotaExceeded', detail: 'full' } },
    ];
    const sentences = troubles.map((trouble) => describeTrouble(text, trouble, 'Ana'));
    expect(new Set(sentences).size).toBe(troubles.length);
  });
});
