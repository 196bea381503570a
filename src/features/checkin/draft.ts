/** What is being written before it is saved: plain rules, without React. */
import type { LocalDate } from '../../kernel/index.js';
import {
  type CheckinDraft,
  type CheckinFields,
  fieldsOf,
  hasSameFields,
  NO_ANSWERS,
  type OwnCheckin,
  TEXT_FIELDS,
} from '../../model/index.js';

export type DraftFields = CheckinFields & {
  readonly share: boolean;
  /** Until both have answered; counts only where it is shared. */
  readonly seal: boolean;
};

/** A draft that outlives its screen, in memory only. */
export type KeptDraft = {
  readonly evening: LocalDate;
  readonly fields: DraftFields;
  /** Milliseconds since the epoch. */
  readonly touchedAt: number;
  /** It was begun for an evening that was asked for by its date. */
  readonly isAsked: boolean;
};

/** For which evening the sheet is open: tonight's, unless another was asked for. */
export type Wanted = { readonly evening: LocalDate; readonly isAsked: boolean };

/** A draft begun before 04:00 goes on belonging to its evening this long after the last touch. */
const HELD_OVER_MS = 4 * 60 * 60 * 1000;

/** The draft to go on with, if it still belongs to this evening. */
export function resumeDraft(
  kept: KeptDraft | undefined,
  { evening, isAsked }: Wanted,
  now: number,
): KeptDraft | undefined {
  if (!kept) return undefined;
  if (kept.evening === evening) return kept;
  if (isAsked || kept.isAsked) return undefined;
  const isHeldOver = now >= kept.touchedAt && now - kept.touchedAt < HELD_OVER_MS;
  return isHeldOver ? kept : undefined;
}

/** Starts from what is saved. A fresh one is meant for both where there are two, else for oneself. */
export function draftFrom(own: OwnCheckin | undefined, paired: boolean): DraftFields {
  if (!own) return { ...NO_ANSWERS, share: paired, seal: false };
  const isShared = own.place !== 'private' || own.checkin.share;
  return { ...fieldsOf(own.checkin), share: isShared, seal: own.checkin.seal === 'closed' };
}

export function isSameDraft(a: DraftFields, b: DraftFields): boolean {
  return hasSameFields(trimmed(a), trimmed(b)) && a.share === b.share && a.seal === b.seal;
}

export function toCheckinDraft(evening: LocalDate, fields: DraftFields): CheckinDraft {
  return { evening, ...fields };
}

/** What has been opened can't be sealed again: the partner may have read it. */
export function maySeal(own: OwnCheckin | undefined): boolean {
  return own?.place !== 'shared' || own.checkin.seal === 'closed';
}

/** Whether saving this would leave an older version with the partner. */
export function leavesSharedVersion(own: OwnCheckin | undefined, fields: DraftFields): boolean {
  if (fields.share || !own) return false;
  return own.place === 'shared' || own.sharedBefore !== undefined;
}

function trimmed(fields: CheckinFields): CheckinFields {
  const texts = TEXT_FIELDS.map((field) => [field, fields[field]?.trim() || undefined] as const);
  return { ...fields, ...Object.fromEntries(texts) };
}
