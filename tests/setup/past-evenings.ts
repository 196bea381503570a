/** A phone on which Ana has written for a while, and on which lies what Ben shared: laid down before the app starts. */
import * as Y from 'yjs';
import { type LocalDate, monthOf } from '../../src/kernel/index.js';
import { createLedger, type Ledger, type Side } from '../../src/ledger/index.js';
import {
  type CheckinDraft,
  checkinChapter,
  NO_ANSWERS,
  profileChapter,
  saveCheckin,
  writeProfile,
} from '../../src/model/index.js';
import { createCouple, listDevices } from '../bench/couple.js';
import { makePairedPhone, type PhoneRecords } from '../bench/phone.js';
import { createMovableClock, createSeededRandom } from '../bench/ten-years.js';

export type PastEvening = Partial<CheckinDraft> & {
  readonly evening: LocalDate;
  /** `mine` lies in Ana's private ledger. */
  readonly by: 'ana' | 'ben' | 'mine';
};

const SEED = 7;

function save(ledger: Ledger, side: Side | undefined, past: PastEvening): void {
  const { by, ...answers } = past;
  const clock = createMovableClock(Date.parse(`${past.evening}T20:00:00Z`));
  const chapter = ledger.openChapter(checkinChapter(monthOf(past.evening), side));
  const draft = { ...NO_ANSWERS, share: by !== 'mine', ...answers };
  const saved = saveCheckin(chapter.doc, draft, { clock, random: createSeededRandom(SEED) });
  if (!saved.ok) throw new Error(`a check-in was refused: ${saved.error.type}`);
  chapter.close();
}

export function makePhoneWithPast(
  today: LocalDate,
  evenings: readonly PastEvening[],
): PhoneRecords {
  const couple = createCouple();
  const { keys, partners } = couple;
  const doc = new Y.Doc();
  const clock = createMovableClock(Date.parse(`${today}T12:00:00Z`));
  const random = createSeededRandom(SEED);
  const devices = listDevices(couple);
  const [ana, ben] = partners.map(({ keys: me, side }) => {
    const ledger = createLedger({ doc, keys, me, devices, clock, random });
    const profile = ledger.openChapter(profileChapter(side));
    const isAna = side === partners[0].side;
    writeProfile(profile.doc, {
      name: isAna ? 'Ana' : 'Ben',
      shape: isAna ? 'circle' : 'arch',
    });
    profile.close();
    return { ledger, side };
  });
  for (const past of evenings) {
    const writer = past.by === 'ben' ? ben : ana;
    if (writer && past.by !== 'mine') save(writer.ledger, writer.side, past);
  }
  const rows = [Y.encodeStateAsUpdate(doc)];
  return makePairedPhone(couple, today, rows, (own) => {
    for (const past of evenings) if (past.by === 'mine') save(own, undefined, past);
  });
}
