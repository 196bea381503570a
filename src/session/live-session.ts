/** One couple's open life on this phone: joins the keys, the two ledgers, the other phone and the other tabs. */

import {
  bytesToHex,
  type Clock,
  createSignal,
  equalBytes,
  err,
  ok,
  type Random,
  type Result,
} from '../kernel/index.js';
import type { Chapter } from '../ledger/index.js';
import { type AnswerAuthor, agreeOnShapes, type Profile } from '../model/index.js';
import type { MessageLink, Pairing } from '../pairing/index.js';
import type { DeviceStore, Leadership, StoreError } from '../storage/index.js';
import { answersOf } from './answers.js';
import type { BondLife } from './bond-life.js';
import {
  type BondRecord,
  type BondView,
  isBondRecord,
  nameOfBond,
  viewBond,
} from './bond-record.js';
import { createDeviceSwitch, type LiveDeviceSwitch } from './device-switch.js';
import type { MeetingAgain } from './glance-faces.js';
import type { Identity } from './identity.js';
import type { LookBack } from './look-back.js';
import { holdLookBack, type LookBackHolder } from './look-back-holder.js';
import type { Meeting } from './meeting.js';
import { eraseMonths } from './months-store.js';
import type { ParcelRefusal, Parcels } from './parcel-faces.js';
import { loadPart, PartNotLoaded } from './part-not-loaded.js';
import { forgetKnown } from './partner-known.js';
import { AWAY, type PhoneStatus, withWaiting } from './phone-status.js';
import { createPresence, type LivePresence } from './presence.js';
import { openPrivateProfile, type ProfileWatch } from './profiles.js';
import { createRendezvous, type LiveRendezvous } from './rendezvous.js';
import { createSaveWatch, type SaveWatch } from './save-watch.js';
import type { HubState, PairingRefusal, Session, Space, StorageReport } from './session.js';
import { type LedgerSpace, tidySpace } from './space.js';
import { keepStrandedWords } from './stranded.js';
import { openTabTalk, type TabMessage, type TabTalk } from './tab-talk.js';

const OFF: PhoneStatus = { ...AWAY, partner: 'off' };

/** Where the device store keeps the bond. */
export const BOND = 'bond';

export type SessionParts = {
  readonly identity: Identity;
  readonly store: DeviceStore;
  readonly own: LedgerSpace;
  readonly leadership: Leadership;
  readonly clock: Clock;
  readonly random: Random;
};

export class LiveSession implements Session {
  readonly clock: Clock;
  readonly random: Random;
  readonly canMeet: boolean;
  readonly profile = createSignal<Profile | undefined>(undefined);
  readonly partner = createSignal<Profile | undefined>(undefined);
  readonly bond = createSignal<BondView | undefined>(undefined);
  readonly author: AnswerAuthor;
  readonly partnerAuthor = createSignal<AnswerAuthor | undefined>(undefined);
  readonly sync = createSignal<PhoneStatus>(OFF);
  readonly hub = createSignal<HubState>('off');
  readonly pairing = createSignal<Pairing | undefined>(undefined);
  readonly storageReport = createSignal<StorageReport>({ rowsSetAside: 0, entriesSetAside: 0 });
  readonly saving: SaveWatch['state'];
  readonly connections: LiveDeviceSwitch;
  readonly presence: LivePresence;
  readonly rendezvous: LiveRendezvous;
  readonly #parts: SessionParts;
  readonly #saveWatch: SaveWatch;
  readonly #ownProfile: ProfileWatch;
  readonly #tabs: TabTalk;
  readonly #presenceSwitch: LiveDeviceSwitch;
  readonly #lookBack: LookBackHolder;
  #life: BondLife | undefined;
  /** As the other phone's own words make it. */
  #status: PhoneStatus = OFF;
  /** A bond is stored here that this version can't read: a newer one wrote it. */
  #holdsNewerBond = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.clock = parts.clock;
    this.random = parts.random;
    this.canMeet = parts.identity.meeting !== undefined;
    this.author = answersOf(parts.identity, parts.random).me;
    this.#saveWatch = createSaveWatch(() => this.#spaces(), parts.clock);
    this.saving = this.#saveWatch.state;
    this.#ownProfile = openPrivateProfile(parts.own);
    this.#ownProfile.profile.subscribe(() => this.#showProfiles());
    this.#showProfiles();
    this.#tabs = openTabTalk((message) => this.#hear(message));
    this.#watchSpace(parts.own);
    this.connections = this.#createSwitch('connections');
    this.#presenceSwitch = this.#createSwitch('presence');
    this.presence = createPresence({
      switch: this.#presenceSwitch,
      tab: bytesToHex(parts.random.bytes(8)),
      tell: (message) => this.#tabs.tell(message),
    });
    this.#lookBack = holdLookBack(() => this.#lookBackParts());
    this.connections.on.subscribe(() => this.#followSwitch());
    const tell = (): void => this.#tabs.tell({ type: 'rendezvous-changed' });
    this.rendezvous = createRendezvous({ ...parts, tell });
    this.rendezvous.settings.subscribe(() => this.#meetAnew());
    parts.leadership.leading.subscribe(() => this.#meetIfLeading());
  }

  #createSwitch(type: 'connections' | 'presence'): LiveDeviceSwitch {
    const { store } = this.#parts;
    const tell = (on: boolean): void => this.#tabs.tell({ type, on });
    return createDeviceSwitch({ store, key: `${type}-off`, tell });
  }

  #spaces(): readonly LedgerSpace[] {
    return this.#life ? [this.#parts.own, this.#life.space] : [this.#parts.own];
  }

  #watchSpace({ ledger, store }: LedgerSpace): void {
    const report = (): void => {
      const spaces = this.#spaces();
      this.storageReport.set({
        rowsSetAside: spaces.reduce((sum, each) => sum + each.store.status.get().rowsSetAside, 0),
        entriesSetAside: spaces.reduce((sum, each) => sum + each.ledger.setAside.get().length, 0),
      });
    };
    let wasTroubled = false;
    const follow = (): void => {
      report();
      const isTroubled = store.status.get().state === 'trouble';
      if (isTroubled !== wasTroubled) this.#saveWatch.storageChanged();
      wasTroubled = isTroubled;
    };
    ledger.setAside.subscribe(report);
    store.status.subscribe(follow);
    follow();
  }

  // --- writing ---

  saveProfile(profile: Profile): void {
    this.#ownProfile.write(profile);
    this.#life?.mine.write(profile);
    this.#saveWatch.written();
  }

  /** Two who picked the same shape are told apart all the same, and equally so on both phones. */
  #showProfiles(): void {
    const mine = this.#ownProfile.profile.get();
    const partner = this.#life?.partner.profile.get();
    const side = this.#life?.bond.mySide;
    const shapes = mine && side && agreeOnShapes(mine.shape, partner?.shape, side);
    this.profile.set(mine && shapes ? { ...mine, shape: shapes.mine } : mine);
    this.partner.set(partner && shapes ? { ...partner, shape: shapes.partner } : partner);
  }

  openChapter(space: Space, name: string): Chapter {
    const place = space === 'private' ? this.#parts.own : this.#life?.space;
    if (!place) throw new Error('The shared ledger is opened only while there is a bond');
    const chapter = place.ledger.openChapter(name);
    const written = (
      _update: Uint8Array,
      _origin: unknown,
      _doc: unknown,
      { local }: Turn,
    ): void => {
      if (local) this.#saveWatch.written();
    };
    chapter.doc.on('update', written);
    return {
      ...chapter,
      close: () => {
        chapter.doc.off('update', written);
        chapter.close();
      },
    };
  }

  flush(): void {
    for (const { ledger } of this.#spaces()) ledger.flush();
  }

  whenSaved(): Promise<Result<void, StoreError>> {
    return this.#saveWatch.whenSaved();
  }

  /** Called when the app has been idle for a while; only one tab folds and compacts. */
  async tidy(): Promise<void> {
    if (!this.#parts.leadership.leading.get()) return;
    for (const space of this.#spaces()) await tidySpace(space);
    await this.#lookBack.tidy();
  }

  // --- looking back ---

  lookBack(): Promise<LookBack> {
    return this.#lookBack.open();
  }

  #lookBackParts() {
    const { identity, own, clock, random } = this.#parts;
    const two = this.#life && {
      shared: this.#life.space,
      mySide: this.#life.bond.mySide,
      partnerAuthor: this.#life.partnerAuthor,
      bond: nameOfBond(this.#life.bond),
    };
    return { own, two, author: this.author, root: identity.privateRoot, clock, random };
  }

  // --- the bond ---

  /** What changes the bond waits its turn: at once, one bond could be opened twice, or a forgotten one come back. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Takes up the bond this phone has stored, if any: at the start, and when another tab has changed it. */
  takeUpBond(): Promise<void> {
    return this.#inTurn(async () => {
      const { store } = this.#parts;
      await this.connections.load();
      await this.#presenceSwitch.load();
      await this.rendezvous.load();
      const stored = await store.get(BOND, isBondRecord);
      this.#holdsNewerBond = !stored && (await store.get(BOND, isAnything)) !== undefined;
      if (stored) await this.#openBond(stored);
      else {
        await this.#leaveBond((life) => life.close());
        await keepStrandedWords(this.#parts.own, undefined);
      }
    });
  }

  async #openBond(bond: BondRecord): Promise<void> {
    await this.#leaveBond((life) => life.close());
    await keepStrandedWords(this.#parts.own, nameOfBond(bond));
    // Who is alone needs nothing of it.
    const { BondLife } = await loadPart(() => import('./bond-life.js'));
    const life = await BondLife.open(bond, {
      ...this.#parts,
      onBondChanged: (changed) => this.#keepChanged(changed),
    });
    this.#life = life;
    this.#lookBack.leave();
    this.#watchSpace(life.space);
    life.partner.profile.subscribe(() => this.#showProfiles());
    life.outgoing.oldest.subscribe(() => {
      if (this.#parts.leadership.leading.get()) this.#showStatus(life, this.#status);
    });
    const mine = this.#ownProfile.profile.get();
    if (mine && !life.mine.profile.get()) life.mine.write(mine);
    this.partnerAuthor.set(life.partnerAuthor);
    this.bond.set(viewBond(bond));
    this.#showProfiles();
    this.#meetIfLeading();
    this.#tabs.tell({ type: 'ask-status' });
  }

  #keepChanged(bond: BondRecord): Promise<boolean> {
    return this.#inTurn(async () => {
      return this.#life?.bond === bond && (await this.#parts.store.put(BOND, bond)).ok;
    });
  }

  async #leaveBond(leave: (life: BondLife) => Promise<void>): Promise<void> {
    const life = this.#life;
    if (!life) return;
    this.#life = undefined;
    this.#lookBack.leave();
    this.bond.set(undefined);
    this.partnerAuthor.set(undefined);
    this.rendezvous.state.set('off');
    this.presence.leave();
    this.partner.set(undefined);
    this.#status = this.connections.on.get() ? AWAY : OFF;
    this.sync.set(this.#status);
    await leave(life);
    // What was in trouble may have been what is left behind.
    if (this.saving.get().state === 'trouble') this.#saveWatch.storageChanged();
  }

  /** The key goes first: whatever may go wrong after that, nothing that is left can be opened. */
  unpair(): Promise<Result<void, StoreError>> {
    return this.#inTurn(async () => {
      const { store } = this.#parts;
      const forgotten = await store.delete(BOND);
      if (!forgotten.ok) return forgotten;
      this.#tabs.tell({ type: 'bond-changed' });
      await this.#leaveBond((life) => life.erase());
      await keepStrandedWords(this.#parts.own, undefined);
      await eraseMonths(this.clock);
      // Last, since what ends may still note what it knew.
      await forgetKnown(store);
      return forgotten;
    });
  }

  // --- the other phone ---

  #meetIfLeading(): void {
    const life = this.#life;
    if (!life || life.meeting || !this.#parts.leadership.leading.get()) return;
    if (!this.connections.on.get()) return void this.#showHeld(life);
    const meeting = life.meet(this.rendezvous.settings.get());
    if (!meeting) return;
    this.#follow(meeting, life);
  }

  #follow(meeting: Meeting, life: BondLife): void {
    meeting.status.subscribe(() => this.#showStatus(life, meeting.status.get()));
    meeting.hub.subscribe(() => this.hub.set(meeting.hub.get()));
    this.presence.follow(meeting);
    meeting.rendezvous.subscribe(() => this.rendezvous.state.set(meeting.rendezvous.get()));
  }

  #stopMeeting(): void {
    this.#life?.stopMeeting();
    this.rendezvous.state.set('off');
    this.presence.leave();
  }

  /** What a connection may ask is fixed when it is made. */
  #meetAnew(): void {
    this.#stopMeeting();
    this.#meetIfLeading();
  }

  #followSwitch(): void {
    const on = this.connections.on.get();
    if (!on) {
      this.endPairing();
      this.#stopMeeting();
    }
    this.hub.set(on ? 'unknown' : 'off');
    this.#status = { ...this.#status, partner: on ? 'away' : 'off', connections: [] };
    this.sync.set({ ...this.sync.get(), partner: this.#status.partner, connections: [] });
    this.#meetIfLeading();
  }

  /** What the other phone has is as true without connections. */
  async #showHeld(life: BondLife): Promise<void> {
    const { held } = await life.watchHoldings();
    const show = (): void => {
      if (this.connections.on.get()) {
        stop();
        return;
      }
      const { upTo, complete } = held.get();
      this.#showStatus(life, { ...OFF, hasEverythingUpTo: upTo, hasEverythingNow: complete });
    };
    const stop = held.subscribe(show);
    show();
  }

  #showStatus(life: BondLife, status: PhoneStatus): void {
    if (life !== this.#life) return;
    this.#status = status;
    life.outgoing.near(status.partner === 'connected');
    const shown = withWaiting(status, life.outgoing.oldest.get());
    this.sync.set(shown);
    this.#tabs.tell({ type: 'status', status: shown });
    if (status.partner === 'connected' && !this.bond.get()?.confirmed) void this.#confirm(life);
  }

  /** A phone that proves the bond has kept it, so a pairing that broke off at the very end is whole after all. */
  #confirm(life: BondLife): Promise<void> {
    return this.#inTurn(async () => {
      if (life !== this.#life) return;
      const bond = life.confirm();
      await this.#parts.store.put(BOND, bond);
      this.bond.set(viewBond(bond));
    });
  }

  /** Undefined where this tab keeps no connections. */
  async meetAgain(): Promise<MeetingAgain | undefined> {
    return this.#life?.meeting?.meetAgain();
  }

  async openParcels(): Promise<Result<Parcels, ParcelRefusal>> {
    if (!this.#life) return err({ type: 'NotPaired' });
    if (!this.#parts.leadership.leading.get()) return err({ type: 'OtherTab' });
    return ok(await this.#life.openParcels());
  }

  wake(): void {
    this.#life?.meeting?.wake();
  }

  #hear(message: TabMessage): void {
    // Where the store can't be read now, all stays as it is.
    if (message.type === 'bond-changed') void this.takeUpBond().catch(() => undefined);
    if (message.type === 'rendezvous-changed') void this.rendezvous.load().catch(() => undefined);
    if (message.type === 'connections') this.connections.hear(message.on);
    if (message.type === 'presence') this.#presenceSwitch.hear(message.on);
    if (message.type === 'here' || message.type === 'there') this.presence.hear(message);
    if (message.type === 'ask-status') this.presence.repeat();
    if (message.type === 'status' && !this.#life?.meeting) this.sync.set(message.status);
    if (message.type === 'ask-status' && this.#parts.leadership.leading.get()) {
      this.#tabs.tell({ type: 'status', status: this.sync.get() });
    }
  }

  // --- pairing ---

  async startPairing(): Promise<Result<Pairing, PairingRefusal>> {
    const { identity, leadership, clock, random } = this.#parts;
    if (this.#holdsNewerBond) return err({ type: 'NewerBond' });
    if (this.bond.get()?.confirmed) return err({ type: 'AlreadyPaired' });
    if (!identity.meeting) return err({ type: 'CannotMeet' });
    if (!this.connections.on.get()) return err({ type: 'ConnectionsOff' });
    if (!leadership.leading.get()) return err({ type: 'OtherTab' });
    this.endPairing();
    const { beginPairing } = await import('./pairing-flow.js');
    const pairing = await beginPairing({
      identity: { ...identity, meeting: identity.meeting },
      profile: this.#ownProfile.profile.get(),
      clock,
      random,
      keep: (record) => this.keepBond(record),
      forget: () => this.forgetBond(),
      joined: (record, link) => this.join(record, link),
    });
    this.pairing.set(pairing);
    pairing.start();
    return ok(pairing);
  }

  endPairing(): void {
    this.pairing.get()?.cancel();
    this.pairing.set(undefined);
  }

  /** Once the new bond is stored nothing can open what was shared in the old one, so that is brought away first. */
  keepBond(record: BondRecord): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.bond.get()?.confirmed || !(await this.#takeBack())) return false;
      return (await this.#parts.store.put(BOND, record)).ok;
    });
  }

  async #takeBack(): Promise<boolean> {
    const { own, clock, random } = this.#parts;
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

  /** What `keepBond` stored came to nothing: the bond before it, if there was one, is the one again. */
  forgetBond(): Promise<void> {
    return this.#inTurn(async () => {
      const { store } = this.#parts;
      const before = this.#life?.bond;
      await (before ? store.put(BOND, before) : store.delete(BOND));
    });
  }

  join(record: BondRecord, link: MessageLink | undefined): Promise<void> {
    return this.#inTurn(async () => {
      // Another tab may have made this one take it up already.
      const isTaken = this.#life && equalBytes(this.#life.bond.secret, record.secret);
      await this.#leaveBond((life) => (isTaken ? life.close() : life.erase()));
      await eraseMonths(this.clock);
      await forgetKnown(this.#parts.store);
      await this.#openBond(record);
      if (link) this.#life?.meeting?.introduceOver(link);
      this.#tabs.tell({ type: 'bond-changed' });
    });
  }
}

type Turn = { readonly local: boolean };

function isAnything(value: unknown): value is NonNullable<unknown> {
  return value !== undefined && value !== null;
}
