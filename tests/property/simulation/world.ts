/** Lets a schedule happen to a couple's phones, watches what must hold, heals everything, and compares. */
import * as Y from 'yjs';
import {
  checkLedgerUpdate,
  type DocState,
  encodeClocks,
  type KnownState,
  TYPING,
} from '../../../src/ledger/index.js';
import { createFaultyDisk, type FaultyDisk } from '../../unit/storage/disk.js';
import { type Air, createAir } from './air.js';
import { type Chance, createChance } from './chance.js';
import { CHAPTERS, type ChapterName, chaptersOf, PEOPLE, type Person } from './couple.js';
import { createDisks, type Death, type Disks } from './disks.js';
import { openPage, type Page } from './page.js';
import { steerPlatform } from './platform.js';
import type { Schedule, Spring, Step } from './steps.js';
import {
  chapterState,
  findUnlikeEntries,
  holdsAll,
  ledgerState,
  type Moment,
  momentOf,
  Truth,
  WORD_LENGTH,
  wordsOf,
} from './truth.js';
import { createVirtualTime, type VirtualTime } from './virtual-time.js';

/** A fault that the simulation found in what it simulates. */
export class Violation extends Error {}

type Phone = {
  readonly index: number;
  readonly person: Person;
  page: Page | undefined;
  disk: string;
  lives: number;
  known: KnownState | undefined;
  readonly erasedHere: Set<string>;
  /** What was in its ledger, at times. */
  moments: Moment[];
};

type Parcel = {
  readonly from: number;
  readonly to: number;
  readonly update: Uint8Array;
  readonly said: DocState;
};

/** Ends that only a broken or hostile phone is to blame for: none of these is one. */
const FAULTS = new Set([
  'BadFrame',
  'BadMessage',
  'BadUpdate',
  'Flood',
  'TooLarge',
  'VersionSkew',
  'WrongProof',
  'Stalled',
]);
const MEETING_PHONES = 2;
const PAUSE_MS = 20;
const MOST_PAUSES = 500;
const LONGEST_REUNION_MS = 300_000;

export type Outcome = { readonly frames: number; readonly trace: string };

/** Throws a `Violation`, or whatever the app threw. */
export async function live(schedule: Schedule): Promise<Outcome> {
  const world = new World(schedule);
  const rejected: unknown[] = [];
  const noteRejection = (reason: unknown): void => {
    rejected.push(reason);
  };
  process.on('unhandledRejection', noteRejection);
  try {
    const outcome = await world.run();
    if (rejected.length > 0) throw new Violation(`nobody took care of: ${String(rejected[0])}`);
    return outcome;
  } finally {
    await world.abandon();
    process.off('unhandledRejection', noteRejection);
    world.restorePlatform();
  }
}

class World {
  readonly #schedule: Schedule;
  readonly #chance: Chance;
  readonly #time: VirtualTime;
  readonly #letGoOfPlatform: () => void;
  readonly #disks: Disks;
  readonly #faultyDisk: FaultyDisk;
  readonly #air: Air;
  readonly #phones: readonly Phone[];
  readonly #truth = new Truth();
  readonly #parcels: Parcel[] = [];
  readonly #graves: Page[] = [];
  #burials: Promise<void>[] = [];
  #count = 0;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#chance = createChance(schedule.seed ^ 0x5eed);
    this.#time = createVirtualTime();
    this.#letGoOfPlatform = steerPlatform(createChance(schedule.seed), this.#time.timers);
    this.#disks = createDisks(this.#time.clock, this.#chance);
    this.#faultyDisk = createFaultyDisk();
    this.#air = createAir(this.#time.clock, this.#chance);
    this.#phones = PEOPLE.slice(0, schedule.phones).map((person, index) => ({
      index,
      person,
      page: undefined,
      disk: `${index}-0`,
      lives: 0,
      known: undefined,
      erasedHere: new Set(),
      moments: [],
    }));
  }

  /** Lets go of everything, wherever it stopped: what y-webrtc keeps is kept for the whole process. */
  async abandon(): Promise<void> {
    this.#faultyDisk.giveUp(0);
    for (const phone of this.#phones) this.#kill(phone, 'page');
    this.#bury();
    await Promise.all([this.#time.pass(10_000), ...this.#burials]);
  }

  restorePlatform(): void {
    this.#faultyDisk.repair();
    this.#disks.restore();
    this.#letGoOfPlatform();
  }

  async run(): Promise<Outcome> {
    for (const phone of this.#phones) await this.#start(phone);
    for (const step of this.#schedule.steps) {
      await this.#take(step);
      this.#bury();
      this.#watch();
    }
    await this.#heal();
    await this.#reunite();
    this.#compare();
    await this.#foldAway();
    this.#compare();
    // It takes as long as all the rest, and is tried often enough.
    if (this.#schedule.seed % 3 === 0) {
      await this.#sleepAndWake();
      this.#compare();
    }
    const trace = this.#trace();
    await this.#end();
    return { frames: this.#air.framesHandedOver(), trace };
  }

  #trace(): string {
    return JSON.stringify([
      this.#air.framesHandedOver(),
      this.#time.clock.now(),
      this.#phones.map(({ moments }) => [...(moments.at(-1)?.clocks ?? [])]),
    ]);
  }

  // --- what happens ---

  async #take(step: Step): Promise<void> {
    switch (step.do) {
      case 'pass':
        this.#noteMoments();
        return this.#time.pass(step.ms);
      case 'turn':
        return this.#time.turn(step.count);
      case 'start':
        return this.#start(this.#phone(step.who));
      case 'leave':
        return this.#leave(this.#phone(step.who));
      case 'kill':
        return this.#kill(this.#phone(step.who), step.death);
      case 'trap':
        return this.#air.trap(step.frames, step.when, () => this.#spring(step.spring));
      case 'disk fails':
        return this.#faultyDisk.giveUp(step.count);
      case 'send parcel':
        return this.#sendParcel(step);
      case 'open parcel':
        return this.#openParcel(this.#parcels[step.which % Math.max(1, this.#parcels.length)]);
      case 'cut':
      case 'restore':
      case 'come back':
      case 'swallow':
      case 'hub':
      case 'replay':
        return this.#changeAir(step);
      default:
        return this.#use(this.#phone(step.who), step);
    }
  }

  #changeAir(step: Step): void {
    if (step.do === 'cut') this.#air.cut();
    else if (step.do === 'restore') this.#air.restore();
    else if (step.do === 'come back') this.#air.comeBack();
    else if (step.do === 'replay') this.#air.replay(step.which);
    else if (step.do === 'hub') this.#phone(step.who).page?.antenna?.setHub(step.open);
    else if (step.do === 'swallow') {
      this.#air.swallow(step.who === 'both' ? undefined : PEOPLE[step.who]!.fingerprint);
    }
  }

  #spring(spring: Spring): void {
    if (spring.do === 'cut') this.#air.cut();
    else if (spring.do === 'swallow') this.#air.swallow(undefined);
    else this.#kill(this.#phone(spring.who), spring.death);
  }

  #phone(who: number): Phone {
    return this.#phones[who % this.#phones.length]!;
  }

  /** What a person does with the app. */
  #use(phone: Phone, step: Step): void {
    const { page } = phone;
    if (page === undefined) return;
    if (step.do === 'flush') page.ledger.flush();
    else if (step.do === 'save') this.#save(phone, page);
    else if (step.do === 'wake') page.sync?.wake();
    else if (step.do === 'tidy') {
      page.ledger.foldIdle();
      void page.store.compact();
    } else if ('where' in step) {
      const names = chaptersOf(phone.person.side);
      this.#edit(phone, page, names[step.where % names.length]!, step);
    }
  }

  #edit(phone: Phone, page: Page, name: ChapterName, step: Step): void {
    const doc = page.chapter(name);
    const before = wordsOf(doc);
    const text = doc.getText('words');
    if (step.do === 'undo') page.undo(name)?.undo();
    else if (step.do === 'redo') page.undo(name)?.redo();
    else if (step.do === 'check in') {
      const key = `k${this.#count++}`;
      doc.transact(() => doc.getMap('settings').set(key, phone.index));
    } else if (step.do === 'erase') {
      const place = step.at % Math.max(1, before.length);
      if (before.length > 0) doc.transact(() => text.delete(place * WORD_LENGTH, WORD_LENGTH));
    } else if ('at' in step) {
      const word = `w${String(this.#count++).padStart(WORD_LENGTH - 1, '0')}`;
      const place = step.at % (before.length + 1);
      const origin = step.do === 'type' ? TYPING : null;
      doc.transact(() => text.insert(place * WORD_LENGTH, word), origin);
    }
    this.#truth.noteLocalChange(before, wordsOf(doc), phone.erasedHere);
  }

  #save(phone: Phone, page: Page): void {
    page.ledger.flush();
    const keepPromise = this.#truth.ask(page, phone.erasedHere);
    void page.store.saved().then((saved) => {
      if (saved.ok && page.isAlive()) keepPromise();
    });
  }

  #sendParcel({ who, whom, whole }: Step & { do: 'send parcel' }): void {
    const { page, index: from } = this.#phone(who);
    const to = this.#phone(whom).index;
    if (page === undefined || from === to) return;
    page.ledger.flush();
    const said = page.holdings.here();
    const at = this.#time.clock.now();
    const theirs = from + to === 1 && !whole ? page.holdings.partner() : undefined;
    const update = Y.encodeStateAsUpdate(page.doc, theirs && encodeClocks(theirs.clocks));
    void page.store.saved().then((saved) => {
      if (!saved.ok || !page.isAlive()) return;
      this.#parcels.push({ from, to, update, said });
      if (from + to === 1) page.holdings.noteSent(said, at);
    });
  }

  #openParcel(parcel: Parcel | undefined): void {
    if (parcel === undefined) return;
    const { page } = this.#phone(parcel.to);
    if (page === undefined) return;
    this.#bring(page, parcel.update);
    if (parcel.from + parcel.to === 1) page.holdings.hearLate(parcel.said, false);
  }

  #bring(page: Page, update: Uint8Array): void {
    const verdict = checkLedgerUpdate(update);
    if (!verdict.ok) throw new Violation(`the gate refused ${JSON.stringify(verdict.error)}`);
    Y.applyUpdate(page.doc, update, 'parcel');
  }

  // --- lives and deaths ---

  async #start(phone: Phone): Promise<void> {
    if (phone.page !== undefined) return;
    const { person, index, disk } = phone;
    const isMeeting = index < MEETING_PHONES;
    let page: Page | undefined;
    const opening = this.#disks.layOut(disk).then(async () => {
      page = await openPage({
        person,
        partner: isMeeting ? PEOPLE[1 - index] : undefined,
        antenna: isMeeting
          ? this.#air.createAntenna(person.fingerprint, this.#time.clock)
          : undefined,
        time: this.#time,
        chance: this.#chance,
        disk,
        known: phone.known,
        onKnown: (known) => {
          phone.known = known;
        },
      });
    });
    await this.#finish(opening, 'opening');
    phone.page = page;
    phone.moments = page ? [momentOf(page.doc, this.#time.clock.now())] : [];
  }

  #nextLife(phone: Phone, death: Death): void {
    const next = `${phone.index}-${++phone.lives}`;
    this.#disks.inherit(phone.disk, next, death, this.#chance);
    phone.disk = next;
    phone.page = undefined;
    phone.moments = [];
    phone.erasedHere.clear();
  }

  /** At this very moment, in the middle of whatever is going on. */
  #kill(phone: Phone, death: Death): void {
    const { page } = phone;
    if (page === undefined) return;
    page.die();
    this.#graves.push(page);
    this.#nextLife(phone, death);
  }

  async #leave(phone: Phone): Promise<void> {
    const { page } = phone;
    if (page === undefined) return;
    await this.#finish(page.leave(), 'closing');
    // A trap may have killed it meanwhile.
    if (phone.page === page) this.#nextLife(phone, 'page');
  }

  #bury(): void {
    for (const page of this.#graves.splice(0)) this.#burials.push(page.bury());
  }

  /** For what only the disk has to be waited for; where that gives up, the app tries again after a while. */
  async #finish(work: Promise<unknown>, what: string): Promise<void> {
    let done = false;
    let problem: unknown;
    work.then(
      () => {
        done = true;
      },
      (error: unknown) => {
        done = true;
        problem = error;
      },
    );
    for (let i = 0; i < MOST_PAUSES && !done; i++) await this.#time.pass(PAUSE_MS);
    if (problem) throw problem;
    if (!done) throw new Violation(`${what} never comes to an end`);
  }

  // --- what must hold at all times ---

  #noteMoments(): void {
    const now = this.#time.clock.now();
    for (const phone of this.#phones) {
      if (phone.page) phone.moments.push(momentOf(phone.page.doc, now));
    }
  }

  #watch(): void {
    const [ana, ben] = this.#phones;
    this.#watchClaims(ana!, ben!);
    this.#watchClaims(ben!, ana!);
    for (const { page, person } of this.#phones) {
      const end = page?.sync?.status.get().lastEnd;
      if (end && FAULTS.has(end.type)) {
        throw new Violation(`${person.name} cut off a sound phone: ${JSON.stringify(end)}`);
      }
    }
  }

  /** "Has everything" is never ahead of what the other phone would still have after a power cut. */
  #watchClaims({ page, person, moments }: Phone, other: Phone): void {
    if (page === undefined) return;
    const { complete, upTo } = page.holdings.held.get();
    const there = this.#disks.certainOn(other.disk);
    if (complete && !holdsAll(there, momentOf(page.doc, 0))) {
      throw new Violation(`${person.name} believes that ${other.person.name} has everything now`);
    }
    const then = moments.findLast(({ at }) => at < (upTo ?? 0));
    if (then !== undefined && !holdsAll(there, then)) {
      throw new Violation(
        `${person.name} believes that ${other.person.name} has everything up to ${upTo}`,
      );
    }
  }

  // --- the end ---

  #pages(): Page[] {
    return this.#phones.map(({ page, person }) => {
      if (page === undefined) throw new Violation(`${person.name} is not running`);
      return page;
    });
  }

  async #heal(): Promise<void> {
    this.#faultyDisk.giveUp(0);
    this.#air.heal();
    for (const phone of this.#phones) await this.#start(phone);
  }

  /** The two that can meet do so by themselves; the others by parcels to and from everybody. */
  async #reunite(): Promise<void> {
    for (const page of this.#pages()) page.ledger.flush();
    await this.#meet();
    if (this.#phones.length === MEETING_PHONES) return;
    for (let round = 0; round < 2; round++) {
      for (const from of this.#pages()) {
        for (const to of this.#pages()) {
          if (from !== to)
            this.#bring(to, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)));
        }
      }
      await this.#meet();
    }
  }

  async #meet(): Promise<void> {
    const since = this.#time.clock.now();
    const [ana, ben] = this.#pages();
    const haveMet = (): boolean =>
      [ana, ben].every((page) => {
        const status = page?.sync?.status.get();
        return status?.partner === 'connected' && status.hasEverythingNow;
      });
    while (!haveMet()) {
      if (this.#time.clock.now() - since > LONGEST_REUNION_MS) {
        const said = [ana, ben].map((page) => page?.sync?.status.get());
        throw new Violation(`they don't find each other again: ${JSON.stringify(said)}`);
      }
      await this.#take({ do: 'pass', ms: 1_000 });
      this.#bury();
      this.#watch();
    }
  }

  #compare(): void {
    const pages = this.#pages();
    const problems = findUnlikeEntries(pages[0]!);
    for (const [i, page] of pages.entries()) {
      problems.push(
        ...this.#truth.judge(page).map((problem) => `${PEOPLE[i]!.name}: ${problem}`),
        ...this.#differences(pages[0]!, page, i),
      );
    }
    for (const [i, page] of pages.entries()) {
      const connections = page.sync?.status.get().connections ?? [];
      const inUse = connections.filter(({ state }) => state === 'connected').length;
      if (inUse > 1) problems.push(`${PEOPLE[i]!.name} has ${inUse} connections in use`);
    }
    if (problems.length > 0) throw new Violation(problems.join('\n'));
  }

  #differences(first: Page, page: Page, i: number): string[] {
    const names = CHAPTERS.filter(
      (name) => chapterState(first.chapter(name)) !== chapterState(page.chapter(name)),
    );
    const ledger = ledgerState(first.doc) === ledgerState(page.doc) ? [] : ['the ledger'];
    return [...names, ...ledger].map((what) => `${what} is another for ${PEOPLE[i]!.name}`);
  }

  /** Everybody tidies up until nobody has anything left to do. */
  async #foldAway(): Promise<void> {
    for (let round = 0, folds = 1; folds > 0; round++) {
      if (round >= 4) throw new Violation('folding never comes to rest');
      await this.#time.pass(11_000);
      folds = 0;
      for (const page of this.#pages()) {
        folds += page.ledger.foldIdle().folded.length;
        void page.store.compact();
      }
      await this.#reunite();
    }
    const remains = this.#pages().flatMap((page) => this.#truth.findRemains(page));
    if (remains.length > 0) throw new Violation([...new Set(remains)].join('\n'));
  }

  /** All of it once more, from what is on the disks. */
  async #sleepAndWake(): Promise<void> {
    for (const page of this.#pages()) {
      const saved = page.store.saved();
      await this.#finish(saved, 'saving');
      if (!(await saved).ok) throw new Violation('nothing can be saved any more');
    }
    for (const phone of this.#phones) this.#kill(phone, 'power');
    this.#bury();
    await this.#heal();
  }

  async #end(): Promise<void> {
    for (const phone of this.#phones) await this.#leave(phone);
    await this.#finish(Promise.all(this.#burials), 'an end');
    // simple-peer and y-webrtc look after their last things within seconds.
    await this.#time.pass(10_000);
    const { app, platform } = this.#time.waiting();
    const connections = this.#air.openConnections();
    if (app + platform + connections > 0) {
      throw new Violation(
        `left behind: ${app} timers, ${platform} of libraries, ${connections} connections`,
      );
    }
  }
}
