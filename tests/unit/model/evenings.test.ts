import { describe, expect, it } from 'vitest';
import { pairEvenings, readMonth } from '../../../src/model/index.js';
import { carry, createTwo, type Phone } from './answer-cast.js';

function monthOn({ me, them, docs, theirs }: Phone) {
  return pairEvenings({
    own: readMonth(docs.private, me),
    shared: readMonth(docs.shared, me),
    partners: readMonth(theirs, them),
  });
}

describe('the evenings of a month', () => {
  it('are those on which somebody wrote, newest first, side by side', () => {
    const { ana, ben } = createTwo();
    ana.save({ evening: '2026-11-03', line: 'soup', seal: false });
    ana.save({ evening: '2026-11-20', line: 'just me', share: false });
    ben.save({ evening: '2026-11-03', line: 'rain', seal: false });
    ben.save({ evening: '2026-11-11', line: 'light', seal: false });
    carry(ben, ana);
    expect(
      monthOn(ana).map(({ evening, mine, theirs }) => [
        evening,
        mine?.place,
        mine?.checkin.line,
        theirs?.line,
      ]),
    ).toEqual([
      ['2026-11-20', 'private', 'just me', undefined],
      ['2026-11-11', undefined, undefined, 'light'],
      ['2026-11-03', 'shared', 'soup', 'rain'],
    ]);
  });

  it('keep what is sealed shut, and believe only what was sealed', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup' });
    ben.save({ line: 'rain' });
    carry(ben, ana);
    expect(monthOn(ana)[0]).toMatchObject({ theirs: { seal: 'closed', line: undefined } });
    ana.keep();
    ben.docs.shared.getMap('checkins').clear();
    ben.save({ line: 'another', seal: false });
    carry(ben, ana);
    expect(monthOn(ana)[0]).toMatchObject({ theirs: { seal: 'broken', line: undefined } });
  });

  it('are none in a month without a word', () => {
    expect(monthOn(createTwo().ana)).toEqual([]);
  });
});
