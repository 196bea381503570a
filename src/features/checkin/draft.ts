/** What is being written before it is saved: plain rules, without React. */
import type { LocalDate } from '../../kernel/index.js';
import {
  type CheckinDraft,
  type CheckinFields,
  type DraftFields,
  fieldsOf,
  hasSameFields,
  type KeptDraft,
  NO_ANSWERS,
  type OwnCheckin,
  TEXT_FIELDS,
} from '../../model/index.js';

/** For which evening the sheet is open: tonight's, unless another was asked for. */
export type Wanted = { readonly evening: LocalDate; readonly isAsked: boolean };

/** A draft begun before 04:00 goes on belonging to its evening this long after the last touch. */
const HELD_OVER_MS = 4 * 60 * 60 * 1000;

/** The draft to go on with: this evening's, or one of the evening before that was just being written. */
export function resumeDraft(
  drafts: readonly KeptDraft[],
  { evening, isAsked }: Wanted,
  now: number,
): KeptDraft | undefined {
  const isHeldOver = ({ touchedAt, ...kept }: KeptDraft): boolean =>
    !kept.isAsked && now >= touchedAt && now - touchedAt < HELD_OVER_MS;
  const begun = drafts.find((kept) => kept.evening === evening);
  return begun ?? (isAsked ? undefined : drafts.find(isHeldOver));
}

/** Starts from what is saved. A fresh one is meant for both where there are two, else for oneself. */
export function draftFrom(own: OwnCheckin | undefined, paired: boolean): DraftFields {
  if (!own) return { ...NO_ANSWERS, share: paired, seal: false, thanks: undefined };
  const isShared = own.place !== 'private' || own.checkin.share;
  return {
    ...fieldsOf(own.checkin),
    share: isShared,
    seal: own.checkin.seal === 'closed',
    thanks: undefined,
  };
}

export function isSameDraft(a: DraftFields, b: DraftFields): boolean {
  return isSameCheckin(a, b) && (a.thanks?.trim() ?? '') === (b.thanks?.trim() ?? '');
}

/** Whether there is nothing to save but what goes to the board. */
export function isSameCheckin(a: DraftFields, b: DraftFields): boolean {
  return hasSameFields(trimmed(a), trimmed(b)) && a.share === b.share && a.seal === b.seal;
}

export function toCheckinDraft(
  evening: LocalDate,
  { thanks, ...fields }: DraftFields,
): CheckinDraft {
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
