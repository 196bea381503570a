/**
 * An answer that is being written and not saved yet. It lies in the private ledger, so it outlives the tab as
 * ciphertext, and all tabs of a browser write in the same one. SPEC P7.
 */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import { REPLY_STEPS, type ReplyFields, type ReplyStep } from './reply.js';
import { readRecord } from './values.js';

const DRAFTS = 'replies';
/** Far above every limit: what is too long to be saved is still not lost. */
const MOST_CHARACTERS = 100_000;

/** @param origin the transaction's origin: the ledger's TYPING lets it gather keystrokes. */
export function keepReplyDraft(
  doc: Y.Doc,
  evening: LocalDate,
  fields: ReplyFields,
  origin?: unknown,
): void {
  const record = Object.fromEntries(REPLY_STEPS.map((step) => [step, fields[step] ?? '']));
  doc.transact(() => {
    doc.getMap(DRAFTS).set(evening, record);
  }, origin);
}

export function dropReplyDraft(doc: Y.Doc, evening: LocalDate): void {
  const drafts = doc.getMap(DRAFTS);
  if (drafts.has(evening)) drafts.delete(evening);
}

/** As it was typed, spaces and all. */
export function readReplyDraft(doc: Y.Doc, evening: LocalDate): ReplyFields | undefined {
  const record = readRecord(doc.getMap(DRAFTS).get(evening));
  if (!record) return undefined;
  const read = (step: ReplyStep): string | undefined => {
    const words = record.get(step);
    return typeof words === 'string' ? words.slice(0, MOST_CHARACTERS) : undefined;
  };
  return { heard: read('heard'), sense: read('sense'), offer: read('offer') };
}
