/** Keeps the one unsaved draft of a session while the app is open. Memory only: nothing plain at rest. */
import { createSignal, type WritableSignal } from '../../kernel/index.js';
import type { Session } from '../../session/index.js';
import type { KeptDraft } from './draft.js';

const drafts = new WeakMap<Session, WritableSignal<KeptDraft | undefined>>();

export function draftOf(session: Session): WritableSignal<KeptDraft | undefined> {
  const known = drafts.get(session);
  if (known) return known;
  const created = createSignal<KeptDraft | undefined>(undefined);
  drafts.set(session, created);
  return created;
}
