/** Joins the saved check-in, the unsaved draft and saving, for the sheet to show. */
import { useRef, useState } from 'react';
import type { LocalDate } from '../../kernel/index.js';
import { type Text, useText } from '../../messages/index.js';
import {
  type DraftFields,
  hasKnownFields,
  NOTE_LIMIT,
  type OwnCheckin,
  type OwnCheckinDocs,
  type PlacedVersion,
  type SavedStep,
  saveWithUndo,
  type Undone,
  undoSave,
} from '../../model/index.js';
import { type Session, withOwnEvening } from '../../session/index.js';
import { useSession } from '../../session/react.js';
import { useEvening } from '../../session/react-evening.js';
import { useHashPath } from '../../ui/index.js';
import { draftFrom, isSameCheckin, isSameDraft, toCheckinDraft } from './draft.js';
import { describeRefusal, describeTrouble, type Problem } from './problem.js';
import { isTooLong, putOnBoard } from './thanks.js';
import { useDraft } from './use-draft.js';
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
  /** And it was so when the sheet was opened. */
  readonly resumed: boolean;
  readonly own: OwnCheckin | undefined;
  readonly history: readonly PlacedVersion[];
  readonly problem: Problem | undefined;
  readonly busy: boolean;
  readonly change: (part: Partial<DraftFields>) => void;
  readonly startOver: () => void;
  /** Once it is durable on this phone, the way back; until then a `problem`. */
  readonly save: () => Promise<TakeBack | undefined>;
};

/** What was undone, and how; what was written lies in the sheet again. */
export type TakeBack = () => Undone;

type Saving = {
  readonly session: Session;
  readonly docs: OwnCheckinDocs;
  readonly evening: LocalDate;
  readonly saved: DraftFields;
  readonly fields: DraftFields;
  /** Called once the thank-you lies on the board, so that saving again doesn't put it there twice. */
  readonly onBoard: () => void;
};

/** The check-in, unless only a thank-you was written; and the thank-you, to the board. */
async function keep(saving: Saving, text: Text): Promise<Problem | TakeBack> {
  const { session, docs, evening, saved, fields } = saving;
  if (isTooLong(fields.thanks)) {
    return { at: 'thanks', sentence: text('checkin.thanks.tooLong', { limit: NOTE_LIMIT }) };
  }
  let step: SavedStep | undefined;
  const isThanksAlone = fields.thanks?.trim() && isSameCheckin(fields, saved);
  if (!isThanksAlone || hasKnownFields(fields)) {
    const result = saveWithUndo(docs, toCheckinDraft(evening, fields), session);
    if (!result.ok) return describeRefusal(text, result.error);
    step = result.value;
  }
  const takeFromBoard = putOnBoard(session, evening, fields.thanks);
  if (takeFromBoard) saving.onBoard();
  const durable = await session.whenSaved();
  if (!durable.ok) return describeTrouble(text, durable.error);
  return () => {
    takeFromBoard?.();
    if (!step) return 'undone';
    const { clock } = session;
    return withOwnEvening(session, evening, (again) => undoSave(again, step, clock.now()));
  };
}

export function useCheckinSheet(): CheckinSheet {
  const session = useSession();
  const text = useText();
  const tonight = useEvening();
  const location = useHashPath();
  const asked = askedEvening(location, tonight);
  const wanted = { evening: asked ?? tonight, isAsked: asked !== undefined };
  const draft = useDraft(wanted);
  const evening = draft.kept?.evening ?? wanted.evening;
  const { docs, own, history, paired } = useOwnEvening(evening);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const saving = useRef(false);
  const saved = draftFrom(own, paired);
  const fields = draft.kept?.fields ?? saved;
  const unsaved = draft.kept !== undefined && !isSameDraft(fields, saved);

  async function save(): Promise<TakeBack | undefined> {
    if (saving.current || !docs) return undefined;
    saving.current = true;
    setBusy(true);
    const onBoard = (): void => draft.keep({ ...fields, thanks: undefined });
    const found = await keep({ session, docs, evening, saved, fields, onBoard }, text);
    saving.current = false;
    setBusy(false);
    if (typeof found !== 'function') {
      setProblem(found);
      return undefined;
    }
    draft.drop();
    return () => {
      const undone = found();
      draft.bringBack(fields);
      return undone;
    };
  }

  return {
    ready: docs !== undefined && draft.ready,
    evening,
    isPast: wanted.isAsked && evening < tonight,
    fields,
    unsaved,
    resumed: unsaved && draft.found,
    own,
    history,
    problem,
    busy,
    change: (part) => {
      setProblem(undefined);
      draft.keep({ ...fields, ...part });
    },
    startOver: () => {
      setProblem(undefined);
      draft.drop();
    },
    save,
  };
}
