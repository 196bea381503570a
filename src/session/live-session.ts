/** One couple's open life on this phone: joins the keys, the two ledgers, the other phone and the other tabs. */

import { type Clock, createSignal, err, ok, type Random, type Result } from '../kernel/index.js';
import type { Chapter } from '../ledger/index.js';
import { type AnswerAuthor, agreeOnShapes, type Profile } from '../model/index.js';
import type { Pairing } from '../pairing/index.js';
import type { StoreError } from '../storage/index.js';
import { answersOf } from './answers.js';
import { BondKeeper } from './bond-keeper.js';
import type { BondLife } from './bond-life.js';
import { nameOfBond } from './bond-record.js';
import type { MeetingAgain } from './glance-faces.js';
import type { LookBack } from './look-back.js';
import { holdLookBack, type LookBackHolder } from './look-back-holder.js';
import { OtherPhone } from './other-phone.js';
import type { ParcelRefusal, Parcels } from './parcel-faces.js';
import { openPrivateProfile, type ProfileWatch } from './profiles.js';
import { createSaveWatch, type SaveWatch } from './save-watch.js';
import type { PairingRefusal, Session, Space } from './session.js';
import type { SessionParts } from './session-parts.js';
import { type LedgerSpace, tidySpace } from './space.js';
import { createStorageWatch, type StorageWatch } from './storage-watch.js';
import { openTabTalk, type TabMessage, type TabTalk } from './tab-talk.js';

export class LiveSession implements Session {
  readonly clock: Clock;
  readonly random: Random;
  readonly canMeet: boolean;
  readonly profile = createSignal<Profile | undefined>(undefined);
  readonly partner = createSignal<Profile | undefined>(undefined);
  readonly author: AnswerAuthor;
  readonly pairing = createSignal<Pairing | undefined>(undefined);
  readonly bond: BondKeeper['bond'];
  readonly partnerAuthor: BondKeeper['partnerAuthor'];
  readonly sync: OtherPhone['status'];
  readonly hub: OtherPhone['hub'];
  readonly connections: OtherPhone['connections'];
  readonly presence: OtherPhone['presence'];
  readonly rendezvous: OtherPhone['rendezvous'];
  readonly saving: SaveWatch['state'];
  readonly storageReport: StorageWatch['report'];
  readonly #parts: SessionParts;
  readonly #saveWatch: SaveWatch;
  readonly #storageWatch: StorageWatch;
  readonly #ownProfile: ProfileWatch;
  readonly #tabs: TabTalk;
  readonly #lookBack: LookBackHolder;
  readonly bonds: BondKeeper;
  readonly #phone: OtherPhone;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.clock = parts.clock;
    this.random = parts.random;
    this.canMeet = parts.identity.meeting !== undefined;
    this.author = answersOf(parts.identity, parts.random).me;
    this.#tabs = openTabTalk((message) => this.#hear(message));
    this.bonds = this.#createBonds();
    this.#phone = this.#createPhone();
    this.#saveWatch = createSaveWatch(() => this.#spaces(), parts.clock);
    this.#storageWatch = createStorageWatch(
      () => this.#spaces(),
      () => this.#saveWatch.storageChanged(),
    );
    this.#storageWatch.watch(parts.own);
    this.#lookBack = holdLookBack(() => this.#lookBackParts());
    this.#ownProfile = openPrivateProfile(parts.own);
    this.#ownProfile.profile.subscribe(() => this.#showProfiles());
    this.#showProfiles();
    const { bond, partnerAuthor } = this.bonds;
    [this.bond, this.partnerAuthor] = [bond, partnerAuthor];
    const { status, hub, connections, presence, rendezvous } = this.#phone;
    [this.sync, this.hub, this.connections] = [status, hub, connections];
    [this.presence, this.rendezvous] = [presence, rendezvous];
    this.saving = this.#saveWatch.state;
    this.storageReport = this.#storageWatch.report;
  }

  #createBonds(): BondKeeper {
    return new BondKeeper({
      ...this.#parts,
      tell: (message) => this.#tabs.tell(message),
      prepare: () => this.#phone.load(),
      onOpened: (life) => this.#beginLife(life),
      onLeft: () => this.#endLife(),
      onClosed: () => {
        // What was in trouble may have been what is left behind.
        if (this.saving.get().state === 'trouble') this.#saveWatch.storageChanged();
      },
    });
  }

  #createPhone(): OtherPhone {
    return new OtherPhone({
      ...this.#parts,
      tell: (message) => this.#tabs.tell(message),
      life: () => this.bonds.life,
      onProved: (life) => {
        if (!this.bond.get()?.confirmed) void this.bonds.confirm(life);
      },
      onOff: () => this.endPairing(),
    });
  }

  #spaces(): readonly LedgerSpace[] {
    const { life } = this.bonds;
    return life ? [this.#parts.own, life.space] : [this.#parts.own];
  }

  #hear(message: TabMessage): void {
    // Where the store can't be read now, all stays as it is.
    if (message.type === 'bond-changed') void this.takeUpBond().catch(() => undefined);
    else this.#phone.hear(message);
  }

  // --- writing ---

  saveProfile(profile: Profile): void {
    this.#ownProfile.write(profile);
    this.bonds.life?.mine.write(profile);
    this.#saveWatch.written();
  }

  /** Two who picked the same shape are told apart all the same, and equally so on both phones. */
  #showProfiles(): void {
    const { life } = this.bonds;
    const mine = this.#ownProfile.profile.get();
    const partner = life?.partner.profile.get();
    const shapes = mine && life && agreeOnShapes(mine.shape, partner?.shape, life.bond.mySide);
    this.profile.set(mine && shapes ? { ...mine, shape: shapes.mine } : mine);
    this.partner.set(partner && shapes ? { ...partner, shape: shapes.partner } : partner);
  }

  openChapter(space: Space, name: string): Chapter {
    const place = space === 'private' ? this.#parts.own : this.bonds.life?.space;
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
    const { life } = this.bonds;
    const two = life && {
      shared: life.space,
      mySide: life.bond.mySide,
      partnerAuthor: life.partnerAuthor,
      bond: nameOfBond(life.bond),
    };
    return { own, two, author: this.author, root: identity.privateRoot, clock, random };
  }

  // --- the bond ---

  takeUpBond(): Promise<void> {
    return this.bonds.takeUp();
  }

  unpair(): Promise<Result<void, StoreError>> {
    return this.bonds.unpair();
  }

  #beginLife(life: BondLife): void {
    this.#lookBack.leave();
    this.#storageWatch.watch(life.space);
    life.partner.profile.subscribe(() => this.#showProfiles());
    const mine = this.#ownProfile.profile.get();
    if (mine && !life.mine.profile.get()) life.mine.write(mine);
    this.#showProfiles();
    this.#phone.begin(life);
  }

  #endLife(): void {
    this.#lookBack.leave();
    this.#phone.leave();
    this.partner.set(undefined);
  }

  // --- the other phone ---

  meetAgain(): Promise<MeetingAgain | undefined> {
    return this.#phone.meetAgain();
  }

  async openParcels(): Promise<Result<Parcels, ParcelRefusal>> {
    const { life } = this.bonds;
    if (!life) return err({ type: 'NotPaired' });
    if (!this.#parts.leadership.leading.get()) return err({ type: 'OtherTab' });
    return ok(await life.openParcels());
  }

  wake(): void {
    this.#phone.wake();
  }

  // --- pairing ---

  #findObstacle(): PairingRefusal | undefined {
    if (this.bonds.holdsNewer) return { type: 'NewerBond' };
    if (this.bond.get()?.confirmed) return { type: 'AlreadyPaired' };
    if (!this.canMeet) return { type: 'CannotMeet' };
    if (!this.connections.on.get()) return { type: 'ConnectionsOff' };
    if (!this.#parts.leadership.leading.get()) return { type: 'OtherTab' };
    return undefined;
  }

  async startPairing(): Promise<Result<Pairing, PairingRefusal>> {
    const { identity, clock, random } = this.#parts;
    const obstacle = this.#findObstacle();
    if (obstacle) return err(obstacle);
    if (!identity.meeting) return err({ type: 'CannotMeet' });
    this.endPairing();
    const { beginPairing } = await import('./pairing-flow.js');
    const pairing = await beginPairing({
      identity: { ...identity, meeting: identity.meeting },
      profile: this.#ownProfile.profile.get(),
      clock,
      random,
      keep: (record) => this.bonds.keep(record),
      forget: () => this.bonds.forget(),
      joined: (record, link) => this.bonds.join(record, link),
    });
    this.pairing.set(pairing);
    pairing.start();
    return ok(pairing);
  }

  endPairing(): void {
    this.pairing.get()?.cancel();
    this.pairing.set(undefined);
  }
}

type Turn = { readonly local: boolean };
