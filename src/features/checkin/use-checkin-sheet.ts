/** Joins the saved check-in, the unsaved draft and saving, for the sheet to show. */
import { useRef, useState } from 'react';
import type { LocalDate } from '../../kernel/index.js';
import { useText } from '../../messages/index.js';
import { type OwnCheckin, type PlacedVersion, saveOwnCheckin } from '../../model/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { useEvening } from '../../session/react-evening.js';
import { useHashPath } from '../../ui/index.js';
import { type DraftFields, draftFrom, isSameDraft, resumeDraft, toCheckinDraft } from './draft.js';
import { draftOf } from './draft-store.js';
import { describeRefusal, describeTrouble, type Problem } from './problem.js';
import { useOwnEvening } from './use-own-evening.js';
import { askedEvening } from './way.js';

export type CheckinSheet = {
  /** False until the chapters are open. */
  readonly ready: boolean;
  readonly evening: LocalDate;
  /** It is not tonight's. */
  readonly isPast: boolean;
  readonly fields: DraftFields;
  /** Something is written here that is not saved. */
  readonly unsaved: boolean;
  readonly own: OwnCheckin | undefined;
  readonly history: readonly PlacedVersion[];
  readonly problem: Problem | undefined;
  readonly busy: boolean;
  readonly change: (part: Partial<DraftFields>) => void;
  readonly startOver: () => void;
  /** True once it is durable on this phone. */
  readonly save: () => Promise<boolean>;
};

export function useCheckinSheet(): CheckinSheet {
  const session = useSession();
  const text = useText();
  const tonight = useEvening();
  const location = useHashPath();
  const asked = askedEvening(location, tonight);
  const wanted = { evening: asked ?? tonight, isAsked: asked !== undefined };
  const drafts = draftOf(session);
  const kept = resumeDraft(useSignal(drafts), wanted, session.clock.now());
  const evening = kept?.evening ?? wanted.evening;
  const { docs, own, history, paired } = useOwnEvening(evening);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const saving = useRef(false);
  const saved = draftFrom(own, paired);
  const fields = kept?.fields ?? saved;

  async function keep(): Promise<Problem | undefined> {
    if (!docs) return undefined;
    const result = saveOwnCheckin(docs, toCheckinDraft(evening, fields), session);
    if (!result.ok) return describeRefusal(text, result.error);
    const durable = await session.whenSaved();
    return durable.ok ? undefined : describeTrouble(text, durable.error);
  }

  async function save(): Promise<boolean> {
    if (saving.current || !docs) return false;
    saving.current = true;
    setBusy(true);
    const found = await keep();
    saving.current = false;
    setBusy(false);
    setProblem(found);
    if (found) return false;
    drafts.set(undefined);
    // Now that there is something to keep, a browser has a reason to say yes.
    return true;
  }

  return {
    ready: docs !== undefined,
    evening,
    isPast: wanted.isAsked && evening < tonight,
    fields,
    unsaved: kept !== undefined && !isSameDraft(fields, saved),
    own,
    history,
    problem,
    busy,
    change: (part) => {
      setProblem(undefined);
      const touchedAt = session.clock.now();
      const { isAsked } = kept ?? wanted;
      drafts.set({ evening, fields: { ...fields, ...part }, touchedAt, isAsked });
    },
    startOver: () => {
      setProblem(undefined);
      drafts.set(undefined);
    },
    save,
  };
}
