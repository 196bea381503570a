/**
 * What an evening costs as a parcel, between two phones that have been together for ten years: the whole file
 * over the words in it.
 */
import * as Y from 'yjs';
import { type Clock, type LocalDate, monthOf, type Random } from '../../src/kernel/index.js';
import {
  createLedger,
  type DocState,
  encodeMissing,
  type Ledger,
  type Side,
  watchHoldings,
} from '../../src/ledger/index.js';
import {
  addNote,
  checkinChapter,
  gratitudeChapter,
  NO_ANSWERS,
  saveCheckin,
} from '../../src/model/index.js';
import { sealParcel } from '../../src/parcel/index.js';
import { deriveParcelKeys } from '../../src/vault/index.js';
import { createHandClock } from '../setup/hand-clock.js';
import { type Couple, listDevices } from './couple.js';
import type { Figure } from './figures.js';
import { createSeededRandom, type TenYears } from './ten-years.js';

const LINE =
  'A long day with too many meetings, and then the smell of your soup on the stairs made it small. I would like to walk by the river tomorrow, only us, before the others wake up.';
const NOTE = 'Thank you for the soup, and for not asking how it went until I had eaten.';

type Chance = { readonly clock: Clock; readonly random: Random };

function countWords(text: string): number {
  return text.split(' ').length;
}

/** Every opening of the app that writes is a client; each of the two opens it once on a day. */
const STARTS = 2 * 365 * 10;

/** The ten years are written in one go; this is what they would be said with. */
function withStarts({ clocks, deletions }: DocState, random: Random): DocState {
  const all = new Map(clocks);
  const numbers = new DataView(random.bytes(STARTS * 4).buffer);
  for (let i = 0; i < STARTS; i++) all.set(numbers.getUint32(i * 4), 10);
  return { clocks: all, deletions };
}

function writeEvening(ledger: Ledger, side: Side, evening: LocalDate, chance: Chance): void {
  const checkins = ledger.openChapter(checkinChapter(monthOf(evening), side));
  saveCheckin(checkins.doc, { ...NO_ANSWERS, evening, line: LINE, share: true }, chance);
  const board = ledger.openChapter(gratitudeChapter(monthOf(evening)));
  addNote(board.doc, { author: side, text: NOTE }, chance);
  ledger.flush();
}

export function measureParcel(couple: Couple, years: TenYears, last: LocalDate): Figure {
  const [ana, ben] = couple.partners;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(years.doc));
  const chance = { clock: createHandClock(), random: createSeededRandom(3) };
  const holdings = watchHoldings({ doc, clock: chance.clock, onKnown: () => {} });
  const known = holdings.here();
  const [devices, { keys }] = [listDevices(couple), couple];
  const ledger = createLedger({ doc, keys, me: ana.keys, devices, ...chance });
  writeEvening(ledger, ana.side, last, chance);
  const here = holdings.here();
  const update = encodeMissing(doc, here, known);
  ledger.close();
  holdings.stop();
  const context = {
    keys: deriveParcelKeys(couple.bond),
    me: ana.keys.id,
    partner: ben.keys.id,
  };
  const sizeWith = (have: DocState | undefined): number =>
    sealParcel({ have, startOver: false, update }, context, chance.random).length;
  const words = countWords(LINE) + countWords(NOTE);
  const whole = sizeWith(withStarts(here, chance.random));
  return {
    name: 'parcel-bytes-per-word',
    value: sizeWith(undefined) / words,
    how: `a check-in and a note, ${words} words, in a ledger of ten years; saying what ${STARTS} starts left here as well makes it ${whole} bytes`,
  };
}
