/** What is said of parcels: one sentence for each way it can go. */
import { addDays, type LocalDate } from '../../kernel/index.js';
import type { Formats, MessageId, Text } from '../../messages/index.js';
import type { Arrival, ParcelRefusal, ParcelTrouble } from '../../session/index.js';

const TROUBLES: Readonly<Record<ParcelTrouble['type'], MessageId>> = {
  NotAParcel: 'parcel.trouble.notOne',
  Newer: 'parcel.trouble.newer',
  CutOff: 'parcel.trouble.cutOff',
  TooLarge: 'parcel.trouble.tooLarge',
  ForOthers: 'parcel.trouble.forOthers',
  Own: 'parcel.trouble.own',
  Damaged: 'parcel.trouble.damaged',
  Missing: 'parcel.trouble.missing',
  NotSaved: 'parcel.trouble.notSaved',
};

export const REFUSALS: Readonly<Record<ParcelRefusal['type'], MessageId>> = {
  NotPaired: 'parcel.refusal.notPaired',
  OtherTab: 'parcel.refusal.otherTab',
};

export function describeTrouble(text: Text, trouble: ParcelTrouble, partner: string): string {
  return text(TROUBLES[trouble.type], { partner });
}

/** "From Ana: 3 notes and last night’s check-in." */
export function describeArrival(
  text: Text,
  formats: Pick<Formats, 'list' | 'shortEvening'>,
  arrival: Arrival,
  tonight: LocalDate,
  partner: string,
): string {
  if (!arrival.isNew) return text('parcel.came.nothing');
  const parts = [
    ...(arrival.newNotes > 0 ? [text('parcel.came.notes', { count: arrival.newNotes })] : []),
    ...(arrival.changedNotes > 0
      ? [text('parcel.came.changed', { count: arrival.changedNotes })]
      : []),
    ...describeCheckins(text, formats, arrival.evenings, tonight),
  ];
  if (parts.length === 0) return text('parcel.came.other', { partner });
  return text('parcel.came', { partner, what: formats.list(parts) });
}

function describeCheckins(
  text: Text,
  formats: Pick<Formats, 'shortEvening'>,
  evenings: readonly LocalDate[],
  tonight: LocalDate,
): readonly string[] {
  const [newest, ...others] = evenings;
  if (newest === undefined) return [];
  if (others.length > 0) return [text('parcel.came.checkins', { count: evenings.length })];
  if (newest === tonight) return [text('parcel.came.checkin.tonight')];
  if (newest === addDays(tonight, -1)) return [text('parcel.came.checkin.last')];
  return [text('parcel.came.checkin', { evening: formats.shortEvening(newest) })];
}
