/** Joins the saved answer, the one being written, and saving, for the sheet to show. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { LocalDate } from '../../../kernel/index.js';
import { type Text, useText } from '../../../messages/index.js';
import {
  DRAFTS_CHAPTER,
  dropReplyDraft,
  keepReplyDraft,
  NO_REPLY,
  type ReplyError,
  type ReplyFields,
  type ReplyStep,
  readReplyDraft,
  saveReply,
} from '../../../model/index.js';
import { type StoreError, TYPING } from '../../../session/index.js';
import { useChapter, useChapterValue, useSession } from '../../../session/react.js';
import type { Replies } from './use-replies.js';

export type ReplyProblem = {
  /** Undefined where it concerns the whole. */
  readonly step: ReplyStep | undefined;
  readonly sentence: string;
};

export type ReplySheet = {
  /** False until it is known whether something was begun before. */
  readonly ready: boolean;
  readonly fields: ReplyFields;
  readonly problem: ReplyProblem | undefined;
  readonly busy: boolean;
  readonly change: (step: ReplyStep, words: string) => void;
  /** True once it is durable on this phone. */
  readonly save: () => Promise<boolean>;
};

export function useReplySheet(evening: LocalDate, { docs, mine }: Replies): ReplySheet {
  const session = useSession();
  const text = useText();
  const drafts = useChapter('private', DRAFTS_CHAPTER);
  const draft = useChapterValue(drafts, (doc) => readReplyDraft(doc, evening));
  const fields = draft ?? mine.versions[0]?.reply ?? NO_REPLY;
  const [problem, setProblem] = useState<ReplyProblem>();
  const [busy, setBusy] = useState(false);
  const saving = useRef(false);
  // What is typed is sealed at the latest when one goes elsewhere.
  useLayoutEffect(() => () => session.flush(), [session]);

  async function keep(): Promise<ReplyProblem | undefined> {
    if (!docs) return undefined;
    const saved = saveReply(docs, evening, fields, session);
    if (!saved.ok) return describeRefusal(text, saved.error);
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
    if (!found && drafts) dropReplyDraft(drafts.doc, evening);
    setProblem(found);
    return found === undefined;
  }

  return {
    ready: docs !== undefined && drafts !== undefined,
    fields,
    problem,
    busy,
    change: (step, words) => {
      setProblem(undefined);
      if (!drafts) return;
      const { heard, sense, offer } = fields;
      keepReplyDraft(drafts.doc, evening, { heard, sense, offer, [step]: words }, TYPING);
    },
    save,
  };
}

function describeRefusal(text: Text, error: ReplyError): ReplyProblem {
  if (error.type === 'Empty') return { step: undefined, sentence: text('reply.empty') };
  const { step, limit, length } = error;
  return { step, sentence: text('reply.tooLong', { limit, length }) };
}

function describeTrouble(text: Text, { type }: StoreError): ReplyProblem {
  const sentence = text(type === 'QuotaExceeded' ? 'checkin.save.full' : 'checkin.save.trouble');
  return { step: undefined, sentence };
}
