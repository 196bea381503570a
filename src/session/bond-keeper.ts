/** The bond on this phone: taken up where one is stored, made, confirmed, replaced and given up. */
import { createSignal, equalBytes, type Result } from '../kernel/index.js';
import type { AnswerAuthor } from '../model/index.js';
import type { MessageLink } from '../pairing/index.js';
import type { StoreError } from '../storage/index.js';
import type { BondLife } from './bond-life.js';
import {
  type BondRecord,
  type BondView,
  isBondRecord,
  nameOfBond,
  viewBond,
} from './bond-record.js';
import { eraseMonths } from './months-store.js';
import { loadPart, PartNotLoaded } from './part-not-loaded.js';
import { forgetKnown } from './partner-known.js';
import type { SessionParts } from './session-parts.js';
import { keepStrandedWords } from './stranded.js';
import type { TabMessage } from './tab-talk.js';

/** Where the device store keeps the bond. */
export const BOND = 'bond';

export type BondKeeperOptions = SessionParts & {
  readonly tell: (message: TabMessage) => void;
  /** Done before the stored bond is read. */
  readonly prepare: () => Promise<void>;
  readonly onOpened: (life: BondLife) => void;
  /** No bond is open any more; its ledger is still to be closed. */
  readonly onLeft: () => void;
  readonly onClosed: () => void;
};

export class BondKeeper {
  readonly bond = createSignal<BondView | undefined>(undefined);
  readonly partnerAuthor = createSignal<AnswerAuthor | undefined>(undefined);
  readonly #options: BondKeeperOptions;
  #life: BondLife | undefined;
  #holdsNewer = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: BondKeeperOptions) {
    this.#options = options;
  }

  /** Undefined while no bond is open. */
  get life(): BondLife | undefined {
    return this.#life;
  }

  /** A bond is stored here that this version can't read: a newer one wrote it. */
  get holdsNewer(): boolean {
    return this.#holdsNewer;
  }

  /** What changes the bond waits its turn: at once, one bond could be opened twice, or a forgotten one come back. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Takes up the bond this phone has stored, if any: at the start, and when another tab has changed it. */
  takeUp(): Promise<void> {
    return this.#inTurn(async () => {
      const { store, own, prepare } = this.#options;
      await prepare();
      const stored = await store.get(BOND, isBondRecord);
      this.#holdsNewer = !stored && (await store.get(BOND, isAnything)) !== undefined;
      if (stored) await this.#open(stored);
      else {
        await this.#leave((life) => life.close());
        await keepStrandedWords(own, undefined);
      }
    });
  }

  async #open(bond: BondRecord): Promise<void> {
    await this.#leave((life) => life.close());
    await keepStrandedWords(this.#options.own, nameOfBond(bond));
    // Who is alone needs nothing of it.
    const { BondLife } = await loadPart(() => import('./bond-life.js'));
    const life = await BondLife.open(bond, {
      ...this.#options,
      onBondChanged: (changed) => this.#keepChanged(changed),
    });
    this.#life = life;
    this.partnerAuthor.set(life.partnerAuthor);
    this.bond.set(viewBond(bond));
    this.#options.onOpened(life);
  }

  #keepChanged(bond: BondRecord): Promise<boolean> {
    return this.#inTurn(async () => {
      return this.#life?.bond === bond && (await this.#options.store.put(BOND, bond)).ok;
    });
  }

  async #leave(leave: (life: BondLife) => Promise<void>): Promise<void> {
    const life = this.#life;
    if (!life) return;
    this.#life = undefined;
    this.bond.set(undefined);
    this.partnerAuthor.set(undefined);
    this.#options.onLeft();
    await leave(life);
    this.#options.onClosed();
  }

  /** The key goes first: whatever may go wrong after that, nothing that is left can be opened. */
  unpair(): Promise<Result<void, StoreError>> {
    return this.#inTurn(async () => {
      const { store, own, clock, tell } = this.#options;
      const forgotten = await store.delete(BOND);
      if (!forgotten.ok) return forgotten;
      tell({ type: 'bond-changed' });
      await this.#leave((life) => life.erase());
      await keepStrandedWords(own, undefined);
      await eraseMonths(clock);
      // Last, since what ends may still note what it knew.
      await forgetKnown(store);
      return forgotten;
    });
  }

  /** A phone that proves the bond has kept it, so a pairing that broke off at the very end is whole after all. */
  confirm(life: BondLife): Promise<void> {
    return this.#inTurn(async () => {
      if (life !== this.#life) return;
      const bond = life.confirm();
      await this.#options.store.put(BOND, bond);
      this.bond.set(viewBond(bond));
    });
  }

  /** Once the new bond is stored nothing can open what was shared in the old one, so that is brought away first. */
  keep(record: BondRecord): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.bond.get()?.confirmed || !(await this.#takeBack())) return false;
      return (await this.#options.store.put(BOND, record)).ok;
    });
  }

  async #takeBack(): Promise<boolean> {
    const { own, clock, random } = this.#options;
    const life = this.#life;
    if (!life) return true;
    try {
      const { takeBackWords } = await loadPart(() => import('./take-back.js'));
      takeBackWords({ shared: life.space, own, mySide: life.bond.mySide, clock, random });
    } catch (failure) {
      // Then nothing is given up for a new bond.
      if (failure instanceof PartNotLoaded) return false;
      throw failure;
    }
    return (await own.store.saved()).ok;
  }

  /** What `keep` stored came to nothing: the bond before it, if there was one, is the one again. */
  forget(): Promise<void> {
    return this.#inTurn(async () => {
      const { store } = this.#options;
      const before = this.#life?.bond;
      await (before ? store.put(BOND, before) : store.delete(BOND));
    });
  }

  join(record: BondRecord, link: MessageLink | undefined): Promise<void> {
    return this.#inTurn(async () => {
      const { store, clock, tell } = this.#options;
      // Another tab may have made this one take it up already.
      const isTaken = this.#life && equalBytes(this.#life.bond.secret, record.secret);
      await this.#leave((life) => (isTaken ? life.close() : life.erase()));
      await eraseMonths(clock);
      await forgetKnown(store);
      await this.#open(record);
      if (link) this.#life?.meeting?.introduceOver(link);
      tell({ type: 'bond-changed' });
    });
  }
}

function isAnything(value: unknown): value is NonNullable<unknown> {
  return value !== undefined && value !== null;
}
