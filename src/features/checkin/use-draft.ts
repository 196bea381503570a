/** The draft of one evening, kept as ciphertext while it is written, and the same in every tab. */
import { useRef } from 'react';
import {
  DRAFTS_CHAPTER,
  type DraftFields,
  dropDraft,
  type KeptDraft,
  keepDraft,
  readDrafts,
} from '../../model/index.js';
import { TYPING } from '../../session/index.js';
import { useChapter, useChapterValue, useSession } from '../../session/react.js';
import { resumeDraft, type Wanted } from './draft.js';

export type Draft = {
  /** False until it is known whether something was begun before. */
  readonly ready: boolean;
  readonly kept: KeptDraft | undefined;
  /** Whether it was there when the sheet was opened. */
  readonly found: boolean;
  readonly keep: (fields: DraftFields) => void;
  readonly drop: () => void;
  /** Keeps it once more, unless another was begun since; also when the sheet is closed. */
  readonly bringBack: (fields: DraftFields) => void;
};

const NONE: readonly KeptDraft[] = [];

export function useDraft(wanted: Wanted): Draft {
  const session = useSession();
  const { clock } = session;
  const chapter = useChapter('private', DRAFTS_CHAPTER);
  const drafts = useChapterValue(chapter, readDrafts);
  const kept = resumeDraft(drafts ?? NONE, wanted, clock.now());
  const wasThere = useRef<boolean | undefined>(undefined);
  if (drafts) wasThere.current ??= kept !== undefined;
  const { evening, isAsked } = kept ?? wanted;
  return {
    ready: drafts !== undefined,
    kept,
    found: wasThere.current === true,
    keep: (fields) => {
      const draft = { evening, isAsked, fields, touchedAt: clock.now() };
      if (chapter) keepDraft(chapter.doc, draft, TYPING);
    },
    drop: () => {
      if (chapter) dropDraft(chapter.doc, evening);
    },
    bringBack: (fields) => {
      const again = session.openChapter('private', DRAFTS_CHAPTER);
      const isBegun = readDrafts(again.doc).some((draft) => draft.evening === evening);
      if (!isBegun) keepDraft(again.doc, { evening, isAsked, fields, touchedAt: clock.now() });
      again.close();
    },
  };
}
