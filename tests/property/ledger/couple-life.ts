/**
 * Random lives of two to four phones, and the truth to compare them with: every word is written once, under
 * a name of its own, so that one can say at the end which words must be there and which must be gone.
 */
import fc from 'fast-check';
import * as Y from 'yjs';
import { type Random, systemRandom } from '../../../src/kernel/index.js';
import {
  type Chapter,
  checkLedgerUpdate,
  createLedger,
  type Ledger,
  mayWriteChapter,
  type Side,
  TYPING,
} from '../../../src/ledger/index.js';
import {
  createDeviceKeys,
  createRootSecret,
  type DeviceKeys,
  deriveLedgerKeys,
} from '../../../src/vault/index.js';
import {
  asLedgerDevice,
  type Couple,
  createHandClock,
  type HandClock,
  meet,
} from '../../unit/ledger/couple.js';

export const CHAPTERS = ['gratitude/2026-11', 'checkins/2026-11@a', 'checkins/2026-11@b'] as const;
/** More entries than phones: what all of them fold at once must not call for folding again. */
const FOLD_RULES = { entries: 6, idleMs: 1_000, deletedIdleMs: 10_000 };
const WORD_LENGTH = 6;

type Edit = {
  readonly do: 'write' | 'erase' | 'set';
  readonly who: number;
  readonly where: number;
  readonly at: number;
  readonly typing: boolean;
};

export type Step =
  | Edit
  | { readonly do: 'carry'; readonly who: number; readonly which: number }
  | { readonly do: 'meet'; readonly who: number; readonly whom: number }
  | { readonly do: 'fold'; readonly who: number }
  | { readonly do: 'pause'; readonly who: number }
  | { readonly do: 'restart'; readonly who: number }
  | { readonly do: 'close'; readonly who: number; readonly where: number };

const number = fc.nat({ max: 1000 });
const edit = (kind: Edit['do']): fc.Arbitrary<Step> =>
  fc.record({
    do: fc.constant(kind),
    who: number,
    where: number,
    at: number,
    typing: fc.boolean(),
  });

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: edit('write') },
  { weight: 3, arbitrary: edit('erase') },
  { weight: 2, arbitrary: edit('set') },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('carry' as const), who: number, which: number }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('meet' as const), who: number, whom: number }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('fold' as const, 'pause' as const), who: number }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), who: number }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('close' as const), who: number, where: number }),
  },
);

/** Ana has the first and third key, Ben the second and fourth. */
const KEYS: readonly DeviceKeys[] = [0, 1, 2, 3].map(() => createDeviceKeys(systemRandom));
const SIDES: readonly Side[] = ['a', 'b', 'a', 'b'];

type Layout = readonly number[];

/** Which keys the phones have; a key twice is one phone with two tabs. */
export const anyLayout = fc.constantFrom<Layout[]>([0, 1], [0, 1, 2], [0, 1, 2, 3], [0, 0, 1]);

type LivingPhone = {
  readonly key: number;
  readonly side: Side;
  doc: Y.Doc;
  ledger: Ledger;
  readonly open: Map<string, Chapter>;
};

export class CoupleLife {
  readonly couple: Couple;
  readonly phones: readonly LivingPhone[];
  /** Every update that ever left a phone, for any carrier to bring at any time, and again. */
  readonly carried: Uint8Array[] = [];
  readonly written = new Map<string, Set<string>>();
  readonly erased = new Map<string, Set<string>>();
  readonly settings = new Map<string, Record<string, number>>();
  #count = 0;

  constructor(layout: readonly number[]) {
    const random: Random = systemRandom;
    const clock: HandClock = createHandClock();
    const devices = [...new Set(layout)].map((key) => asLedgerDevice(KEYS[key]!, SIDES[key]!));
    const keys = deriveLedgerKeys(createRootSecret(random), 0, 'shared');
    this.couple = { keys, clock, devices, phones: [] };
    this.phones = layout.map((key) => {
      const doc = new Y.Doc();
      return { key, side: SIDES[key]!, doc, ledger: this.#start(doc, key), open: new Map() };
    });
    for (const name of CHAPTERS) {
      this.written.set(name, new Set());
      this.erased.set(name, new Set());
      this.settings.set(name, {});
    }
  }

  run(step: Step): void {
    const phone = this.phones[step.who % this.phones.length]!;
    const { couple, phones } = this;
    if (step.do === 'carry') this.#carry(phone, step.which);
    else if (step.do === 'meet') meet(phone.doc, phones[step.whom % phones.length]!.doc);
    else if (step.do === 'fold') phone.ledger.foldIdle();
    else if (step.do === 'pause') couple.clock.advance(FOLD_RULES.deletedIdleMs);
    else if (step.do === 'restart') this.#restart(phone);
    else if (step.do === 'close') this.#close(phone, CHAPTERS[step.where % CHAPTERS.length]!);
    else this.#edit(phone, step);
  }

  chapter(phone: LivingPhone, name: string): Chapter {
    const chapter = phone.open.get(name) ?? phone.ledger.openChapter(name);
    phone.open.set(name, chapter);
    return chapter;
  }

  /** Everybody flushes and meets everybody. */
  settle(): void {
    for (const phone of this.phones) phone.ledger.flush();
    for (let round = 0; round < 2; round++) {
      for (const one of this.phones) for (const other of this.phones) meet(one.doc, other.doc);
    }
  }

  /** The words of a chapter's text, in order. */
  words(phone: LivingPhone, name: string): string[] {
    const text = this.chapter(phone, name).doc.getText('words').toString();
    return text.match(new RegExp(`.{1,${WORD_LENGTH}}`, 'g')) ?? [];
  }

  #start(doc: Y.Doc, key: number): Ledger {
    doc.on('update', (update: Uint8Array) => this.carried.push(update));
    const { keys, clock, devices } = this.couple;
    return createLedger({
      doc,
      keys,
      me: KEYS[key]!,
      devices,
      clock,
      random: systemRandom,
      foldRules: FOLD_RULES,
      ownChapters: () => CHAPTERS,
    });
  }

  #carry(phone: LivingPhone, which: number): void {
    const update = this.carried[which % Math.max(1, this.carried.length)];
    if (update === undefined) return;
    const verdict = checkLedgerUpdate(update);
    if (!verdict.ok)
      throw new Error(`the gate refused a real update: ${JSON.stringify(verdict.error)}`);
    Y.applyUpdate(phone.doc, update);
  }

  #restart(phone: LivingPhone): void {
    phone.ledger.close();
    const disk = Y.encodeStateAsUpdate(phone.doc);
    phone.open.clear();
    phone.doc = new Y.Doc();
    Y.applyUpdate(phone.doc, disk);
    phone.ledger = this.#start(phone.doc, phone.key);
  }

  #close(phone: LivingPhone, name: string): void {
    phone.open.get(name)?.close();
    phone.open.delete(name);
  }

  #edit(phone: LivingPhone, step: Edit): void {
    const name = CHAPTERS[step.where % CHAPTERS.length]!;
    if (!mayWriteChapter(name, phone.side)) return;
    const { doc } = this.chapter(phone, name);
    const origin = step.typing ? TYPING : undefined;
    if (step.do === 'set') {
      const key = `k${this.#count++}`;
      this.settings.get(name)![key] = step.at;
      doc.transact(() => doc.getMap('settings').set(key, step.at), origin);
      return;
    }
    const words = this.words(phone, name);
    const place = step.at % (words.length + 1);
    const text = doc.getText('words');
    if (step.do === 'write') {
      const word = `w${String(this.#count++).padStart(WORD_LENGTH - 1, '0')}`;
      this.written.get(name)!.add(word);
      doc.transact(() => text.insert(place * WORD_LENGTH, word), origin);
    } else if (words[place] !== undefined) {
      this.erased.get(name)!.add(words[place]);
      doc.transact(() => text.delete(place * WORD_LENGTH, WORD_LENGTH), origin);
    }
  }
}
