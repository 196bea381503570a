/** Carries one pairing from the first code to a bond that is kept: the ceremony decides, this stores. */

import type { Clock, Random } from '../kernel/index.js';
import { encodeGreeting, type Profile } from '../model/index.js';
import type { MessageLink, NewBond, Pairing } from '../pairing/index.js';
import { revealSecret } from '../vault/index.js';
import type { BondRecord } from './bond-record.js';
import type { Identity, MeetingIdentity } from './identity.js';

export function newBondToRecord(bond: NewBond, since: number, confirmed: boolean): BondRecord {
  return {
    version: 1,
    epoch: bond.epoch,
    secret: revealSecret(bond.secret),
    mySide: bond.mySide,
    partner: bond.partner,
    greeting: bond.greeting,
    since,
    confirmed,
  };
}

export type BondKeeping = {
  readonly clock: Clock;
  /** Stores the record; false when it could not be kept, which ends the pairing with nothing stored. */
  readonly keep: (record: BondRecord) => Promise<boolean>;
  /** Takes a stored record back: the pairing failed before either phone could rely on it. */
  readonly forget: () => Promise<void>;
  /** The bond is on both phones, or (`confirmed` false) on this one and perhaps on the other. */
  readonly joined: (record: BondRecord, link: MessageLink | undefined) => Promise<void>;
};

export type PairingFlowOptions = BondKeeping & {
  readonly identity: Identity & { readonly meeting: MeetingIdentity };
  /** Whom the other phone is told of; nobody before Welcome. */
  readonly profile: Profile | undefined;
  readonly random: Random;
};

/** Answers each step of the ceremony that needs something kept. */
class BondKeeper {
  readonly #pairing: Pairing;
  readonly #options: BondKeeping;
  #kept: BondRecord | undefined;
  #keeping = false;

  constructor(pairing: Pairing, options: BondKeeping) {
    this.#pairing = pairing;
    this.#options = options;
  }

  follow(): void {
    const state = this.#pairing.state.get();
    if (state.step === 'persisting') void this.#keep(state.bond);
    if (state.step === 'done') void this.#finish();
    if (state.step === 'failed') void this.#settleFailure(state.bond !== undefined);
  }

  async #keep(bond: NewBond): Promise<void> {
    if (this.#keeping) return;
    this.#keeping = true;
    const record = newBondToRecord(bond, this.#options.clock.now(), false);
    if (!(await this.#options.keep(record))) {
      this.#pairing.cancel();
      return;
    }
    this.#kept = record;
    const state = this.#pairing.state.get();
    // It may have failed while this was being written.
    if (state.step === 'failed') await this.#settleFailure(state.bond !== undefined);
    else this.#pairing.persisted();
  }

  /** With the bond, the other phone may have kept it too; without, nobody has, and nothing may stay here. */
  async #settleFailure(mayBeShared: boolean): Promise<void> {
    const kept = this.#kept;
    if (!kept) return;
    this.#kept = undefined;
    if (mayBeShared) await this.#options.joined(kept, undefined);
    else await this.#options.forget();
  }

  async #finish(): Promise<void> {
    if (!this.#kept) return;
    const record = { ...this.#kept, confirmed: true };
    this.#kept = undefined;
    await this.#options.keep(record);
    await this.#options.joined(record, this.#pairing.link);
  }
}

/** Keeps and gives up records as the ceremony goes, from now on. */
export function followPairing(pairing: Pairing, options: BondKeeping): void {
  const keeper = new BondKeeper(pairing, options);
  pairing.state.subscribe(() => keeper.follow());
}

export async function beginPairing(options: PairingFlowOptions): Promise<Pairing> {
  const { createPairing } = await import('../pairing/index.js');
  const { identity, profile, clock, random } = options;
  const greeting = profile ? encodeGreeting(profile) : new Uint8Array(0);
  const pairing = createPairing({
    identity: { device: identity.device, ...identity.meeting, greeting },
    clock,
    random,
  });
  followPairing(pairing, options);
  return pairing;
}
