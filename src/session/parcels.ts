/**
 * Parcels to and from the partner's phone, for when the two aren't together: prepared from what that phone is
 * known to have, and taken in with a word on what came. Loaded when the first one is looked for.
 */
import * as Y from 'yjs';
import {
  type Clock,
  err,
  eveningOf,
  monthOf,
  ok,
  type Random,
  type Result,
} from '../kernel/index.js';
import { type DocState, encodeMissing, type Holdings, inspectUpdate } from '../ledger/index.js';
import {
  checkinChapter,
  compareLooks,
  gratitudeChapter,
  lookAtMonth,
  type MonthLook,
  monthBefore,
} from '../model/index.js';
import {
  openParcel,
  type ParcelContent,
  type ParcelContext,
  sealParcel,
  unwrapText,
} from '../parcel/index.js';
import { createSecret, deriveParcelKeys } from '../vault/index.js';
import { type BondRecord, otherSide } from './bond-record.js';
import type { Identity } from './identity.js';
import type { Lacking } from './lacking.js';
import type { Arrival, Parcels, ParcelTrouble, PreparedParcel } from './parcel-faces.js';
import type { LedgerSpace } from './space.js';

export type ParcelsOptions = {
  readonly bond: BondRecord;
  readonly identity: Identity;
  readonly space: LedgerSpace;
  readonly holdings: Holdings;
  readonly lacking: Lacking;
  /** Brings into the shared ledger what has waited for something to leave with. */
  readonly beforeLeaving: () => Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
};

/** Months whose arrivals are told apart; what came of older ones is said without counting. */
const MONTHS_LOOKED_AT = 3;
const FROM_PARCEL = 'parcel';

export function createParcels(options: ParcelsOptions): Parcels {
  const { bond, identity, space, holdings, lacking, clock, random } = options;
  const { doc } = space.ledger;
  const context: ParcelContext = {
    keys: deriveParcelKeys(createSecret(bond.secret)),
    me: identity.device.id,
    partner: bond.partner.id,
  };

  function seal(have: DocState | undefined, update: Uint8Array): Uint8Array<ArrayBuffer> {
    return sealParcel({ have, startOver: lacking.get(), update }, context, random);
  }

  async function prepare(): Promise<Result<PreparedParcel, ParcelTrouble>> {
    await options.beforeLeaving();
    space.ledger.flush();
    const here = holdings.here();
    // Not when it is handed over: what is written until then is not in it.
    const at = clock.now();
    const update = encodeMissing(doc, here, holdings.partner());
    // "I have this" may be said only of what would survive this moment.
    const saved = await space.store.saved();
    if (!saved.ok) return err({ type: 'NotSaved', cause: saved.error });
    return ok({
      bytes: seal(here, update),
      withoutHave: () => seal(undefined, update),
      hasWords: !inspectUpdate(update, here.clocks).isEmpty,
      name: `vesper-${eveningOf(clock.now(), clock.timeZone())}.vesper`,
      handedOver: () => holdings.noteSent(here, at),
    });
  }

  async function open(bytes: Uint8Array): Promise<Result<Arrival, ParcelTrouble>> {
    const opened = openParcel(unwrapText(bytes), context);
    if (!opened.ok) return opened;
    const { update } = opened.value;
    const content = inspectUpdate(update, holdings.here().clocks);
    if (!content.attaches) {
      lacking.set(true);
      hear(opened.value);
      return err({ type: 'Missing' });
    }
    const arrivals = takeIn(update);
    const saved = await space.store.saved();
    if (!saved.ok) return err({ type: 'NotSaved', cause: saved.error });
    lacking.set(false);
    hear(opened.value);
    return ok(arrivals);
  }

  function hear({ have, startOver }: ParcelContent): void {
    if (have) holdings.hearLate(have, startOver);
  }

  function takeIn(update: Uint8Array): Arrival {
    const before = look();
    let changed = false;
    const note = (): void => {
      changed = true;
    };
    doc.on('update', note);
    Y.applyUpdate(doc, update, FROM_PARCEL);
    doc.off('update', note);
    return { ...compareLooks(before, look()), isNew: changed };
  }

  function look(): readonly MonthLook[] {
    return lookedAtMonths().map((month) => {
      const partners = space.ledger.openChapter(checkinChapter(month, otherSide(bond.mySide)));
      const board = space.ledger.openChapter(gratitudeChapter(month));
      const found = lookAtMonth(partners.doc, board.doc);
      partners.close();
      board.close();
      return found;
    });
  }

  function lookedAtMonths(): readonly string[] {
    const months = [monthOf(eveningOf(clock.now(), clock.timeZone()))];
    while (months.length < MONTHS_LOOKED_AT) months.push(monthBefore(months.at(-1) ?? ''));
    return months;
  }

  return { prepare, open };
}
