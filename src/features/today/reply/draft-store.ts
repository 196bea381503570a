/** Keeps answers that are being written while the app is open, by evening. Memory only: nothing plain at rest. */
import { createSignal, type LocalDate, type WritableSignal } from '../../../kernel/index.js';
import type { ReplyFields } from '../../../model/index.js';
import type { Session } from '../../../session/index.js';

type Drafts = ReadonlyMap<LocalDate, ReplyFields>;

const drafts = new WeakMap<Session, WritableSignal<Drafts>>();

export function replyDraftsOf(session: Session): WritableSignal<Drafts> {
  const known = drafts.get(session);
  if (known) return known;
  const created = createSignal<Drafts>(new Map());
  drafts.set(session, created);
  return created;
}

/** Undefined lets go of it. */
export function withDraft(
  all: Drafts,
  evening: LocalDate,
  fields: ReplyFields | undefined,
): Drafts {
  const next = new Map(all);
  if (fields) next.set(evening, fields);
  else next.delete(evening);
  return next;
}
