/**
 * One open chapter: the document that people see and edit, and a shadow of it that only ever takes in what
 * is in the ledger.
 *
 * The shadow is there for two reasons. Yjs does not survive bad bytes, so an entry is first tried on the
 * shadow, which can be thrown away and made again. And an undo manager makes the visible document hold on to deleted text;
 * the shadow has none, so folding from it lets deleted text go.
 */
import * as Y from 'yjs';
import type { Cancel, Clock } from '../kernel/index.js';
import { checkChapterUpdate } from './check-chapter-update.js';
import { FROM_LEDGER, isTyping } from './origins.js';

/** Short enough to be nothing to a reader on the other phone, long enough to halve the signatures of a fast typist. */
const TYPING_MS = 150;

type ChapterDocParts = {
  readonly name: string;
  readonly mayWrite: boolean;
  readonly clock: Clock;
  /** Takes an update of this device's own writing; it is in the ledger when this returns. */
  readonly seal: (update: Uint8Array) => void;
};

export type ChapterDoc = {
  readonly doc: Y.Doc;
  /** Tries an authenticated update on the shadow; false where it is no good. `shown`: the visible document has it already. */
  readonly admit: (update: Uint8Array, shown: boolean) => boolean;
  /** Brings what was admitted into the visible document, in one transaction. */
  readonly show: () => void;
  readonly flush: () => void;
  /** What the ledger's entries of this chapter amount to; undefined while Yjs waits for something missing. */
  readonly settledShadow: () => Y.Doc | undefined;
  readonly destroy: () => void;
};

export function createChapterDoc({ name, mayWrite, clock, seal }: ChapterDocParts): ChapterDoc {
  // Always a fresh client ID: the same one on two devices makes them disagree for good.
  const doc = new Y.Doc({ gc: true });
  let shadow = new Y.Doc({ gc: true });
  let admitted: Uint8Array[] = [];
  const typing = gatherTyping(clock, seal);

  const takeOwnEdit = (update: Uint8Array, origin: unknown): void => {
    if (origin === FROM_LEDGER) return;
    if (!mayWrite) throw new Error(`${name} belongs to the partner: nothing may be written here`);
    if (isTyping(origin)) typing.add(update);
    else typing.sealWith(update);
  };
  doc.on('update', takeOwnEdit);

  const admit = (update: Uint8Array, shown: boolean): boolean => {
    if (!checkChapterUpdate(update).ok) return false;
    try {
      Y.applyUpdate(shadow, update, FROM_LEDGER);
    } catch {
      shadow.destroy();
      shadow = castShadow(doc, admitted);
      return false;
    }
    if (!shown) admitted.push(update);
    return true;
  };

  const show = (): void => {
    if (admitted.length === 0) return;
    const updates = admitted;
    admitted = [];
    applyUpdates(doc, updates);
  };

  const settledShadow = (): Y.Doc | undefined => {
    const { pendingStructs, pendingDs } = shadow.store;
    return pendingStructs === null && pendingDs === null ? shadow : undefined;
  };

  const destroy = (): void => {
    typing.flush();
    doc.off('update', takeOwnEdit);
    doc.destroy();
    shadow.destroy();
  };

  return { doc, admit, show, flush: typing.flush, settledShadow, destroy };
}

/** A clean shadow of a document that is known to be sound, and of what it is about to take in. */
function castShadow(doc: Y.Doc, admitted: readonly Uint8Array[]): Y.Doc {
  const shadow = new Y.Doc({ gc: true });
  applyUpdates(shadow, [Y.encodeStateAsUpdate(doc), ...admitted]);
  return shadow;
}

function applyUpdates(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update, FROM_LEDGER);
  }, FROM_LEDGER);
}

type Gathering = {
  readonly add: (update: Uint8Array) => void;
  /** Seals `update`, and before it in the same entry whatever is waiting, so that order holds. */
  readonly sealWith: (update: Uint8Array) => void;
  readonly flush: () => void;
};

function gatherTyping(clock: Clock, seal: (update: Uint8Array) => void): Gathering {
  let waiting: Uint8Array[] = [];
  let cancel: Cancel | undefined;

  /** Emptied before sealing: what sealing sets off may edit again. */
  const sealAll = (updates: readonly Uint8Array[]): void => {
    waiting = [];
    cancel?.();
    cancel = undefined;
    const [first] = updates;
    if (first === undefined) return;
    // `mergeUpdates` hangs on bad bytes; these were all made by this device a moment ago.
    seal(updates.length === 1 ? first : Y.mergeUpdates([...updates]));
  };

  const flush = (): void => sealAll(waiting);
  return {
    add: (update) => {
      waiting.push(update);
      cancel ??= clock.after(TYPING_MS, flush);
    },
    sealWith: (update) => sealAll([...waiting, update]),
    flush,
  };
}
