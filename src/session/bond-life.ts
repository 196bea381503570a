/** One bond while it is open on this phone: the shared ledger, the two profiles, and the meeting. */

import { type Clock, eveningOf, type Random } from '../kernel/index.js';
import type { Holdings } from '../ledger/index.js';
import { type AnswerAuthor, listOwnChapters } from '../model/index.js';
import type { DeviceStore } from '../storage/index.js';
import { createSecret, deriveLedgerKeys, deriveMeetingKeys } from '../vault/index.js';
import { type AnswerKeeper, keepAnswers } from './answer-keeper.js';
import { answersOf } from './answers.js';
import type { BondRecord } from './bond-record.js';
import { nameOfBond, otherSide } from './bond-record.js';
import type { Identity } from './identity.js';
import type { Lacking } from './lacking.js';
import { createMeeting, type Meeting } from './meeting.js';
import { type OutgoingWatch, watchOutgoing } from './outgoing.js';
import type { Parcels } from './parcel-faces.js';
import { openHoldings } from './partner-holdings.js';
import type { ProfileWatch } from './profiles.js';
import type { RendezvousSettings } from './rendezvous-settings.js';
import { openSharedProfiles } from './shared-profiles.js';
import { closeSpace, eraseSpace, type LedgerSpace, openSpace } from './space.js';

export type BondLifeOptions = {
  readonly identity: Identity;
  readonly store: DeviceStore;
  /** The private ledger. */
  readonly own: LedgerSpace;
  readonly clock: Clock;
  readonly random: Random;
  /** The record of the open bond is another now, and is to be kept: true once it is. */
  readonly onBondChanged: (bond: BondRecord) => Promise<boolean>;
};

/** Distinct for each bond, so that a new bond never meets the old one's rows; tells nothing of the secret. */
export function databaseNameOf(bond: BondRecord): string {
  return `vesper-shared-${deriveMeetingKeys(createSecret(bond.secret)).roomName.slice(0, 12)}`;
}

async function openSharedSpace(bond: BondRecord, options: BondLifeOptions): Promise<LedgerSpace> {
  const { clock, random } = options;
  const { device } = options.identity;
  const { id, publicKey } = bond.partner;
  return openSpace({
    name: databaseNameOf(bond),
    keys: deriveLedgerKeys(createSecret(bond.secret), bond.epoch, 'shared'),
    me: device,
    devices: [
      { id: device.id, publicKey: device.publicKey, side: bond.mySide },
      { id, publicKey, side: otherSide(bond.mySide) },
    ],
    ownChapters: () => listOwnChapters(bond.mySide, eveningOf(clock.now(), clock.timeZone())),
    clock,
    random,
  });
}

export class BondLife {
  #bond: BondRecord;
  readonly space: LedgerSpace;
  readonly mine: ProfileWatch;
  readonly partner: ProfileWatch;
  /** Whose answers come from the partner's phone. */
  readonly partnerAuthor: AnswerAuthor;
  /** What of this phone's waits to be handed over. */
  readonly outgoing: OutgoingWatch;
  readonly #answers: AnswerKeeper;
  readonly #options: BondLifeOptions;
  #holdings: Promise<Holdings> | undefined;
  #lacking: Promise<Lacking> | undefined;
  #meeting: Meeting | undefined;

  private constructor(bond: BondRecord, space: LedgerSpace, options: BondLifeOptions) {
    this.#bond = bond;
    this.space = space;
    this.#options = options;
    const { mine, partner } = openSharedProfiles(space, bond.mySide, bond.greeting);
    this.mine = mine;
    this.partner = partner;
    const { own, clock } = options;
    const answers = answersOf(options.identity, options.random);
    this.partnerAuthor = answers.author(bond.partner.id);
    const parts = {
      own,
      shared: space,
      mySide: bond.mySide,
      author: answers.me,
      bond: nameOfBond(bond),
      clock,
    };
    this.#answers = keepAnswers({ ...parts, partnerAuthor: this.partnerAuthor });
    this.outgoing = watchOutgoing(parts);
  }

  get bond(): BondRecord {
    return this.#bond;
  }

  /** The other phone has shown that it kept the bond. */
  confirm(): BondRecord {
    this.#bond = { ...this.#bond, confirmed: true };
    return this.#bond;
  }

  /** Under the certificate that the partner's phone has now. */
  #learnFingerprint(fingerprint: Uint8Array): Promise<boolean> {
    this.#bond = { ...this.#bond, partner: { ...this.#bond.partner, fingerprint } };
    return this.#options.onBondChanged(this.#bond);
  }

  static async open(bond: BondRecord, options: BondLifeOptions): Promise<BondLife> {
    return new BondLife(bond, await openSharedSpace(bond, options), options);
  }

  /** What the partner's phone has. Only for the tab that keeps the connections. */
  watchHoldings(): Promise<Holdings> {
    const { store, clock } = this.#options;
    this.#holdings ??= openHoldings(this.space, store, clock);
    return this.#holdings;
  }

  /** Where `watchHoldings` may be called. */
  async openParcels(): Promise<Parcels> {
    this.#lacking ??= import('./lacking.js').then(({ openLacking }) =>
      openLacking(this.#options.store),
    );
    const [{ createParcels }, holdings, lacking] = await Promise.all([
      import('./parcels.js'),
      this.watchHoldings(),
      this.#lacking,
    ]);
    return createParcels({
      ...this.#options,
      bond: this.bond,
      space: this.space,
      holdings,
      lacking,
      beforeLeaving: () => this.#bringOut(),
    });
  }

  /** All that waits, and with it the keys that are due for it, so that one parcel holds both. */
  async #bringOut(): Promise<void> {
    await this.outgoing.release();
    await this.#answers.settle();
  }

  /** Only one tab of a browser keeps the connections. */
  meet(rendezvous: RendezvousSettings | undefined): Meeting | undefined {
    if (!this.#options.identity.meeting) return undefined;
    this.#meeting ??= createMeeting({
      ...this.#options,
      bond: this.bond,
      space: this.space,
      holdings: this.watchHoldings(),
      onFingerprint: (fingerprint) => this.#learnFingerprint(fingerprint),
      rendezvous,
    });
    return this.#meeting;
  }

  get meeting(): Meeting | undefined {
    return this.#meeting;
  }

  stopMeeting(): void {
    this.outgoing.near(false);
    this.#meeting?.stop();
    this.#meeting = undefined;
  }

  #end(): void {
    this.stopMeeting();
    void this.#holdings?.then((holdings) => holdings.stop());
    this.#answers.stop();
    this.outgoing.stop();
    this.mine.close();
    this.partner.close();
  }

  async close(): Promise<void> {
    this.#end();
    await closeSpace(this.space);
  }

  async erase(): Promise<void> {
    this.#end();
    await eraseSpace(this.space);
  }
}
