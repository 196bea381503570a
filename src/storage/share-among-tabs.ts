/**
 * The tabs of one browser show the same ledger live, paired or not, over a BroadcastChannel.
 *
 * Who stores what came from another tab? Every tab does, as it stores any update: the rows of two tabs are
 * then partly twice there until the next rewrite, which costs some hundred bytes an edit. The other way, one
 * tab trusting the other to have stored it, would lose words when that tab dies within the few milliseconds
 * before its write is safe, although they were shown here; and `saved()` here could not be promised without
 * asking there. Yjs takes what is there twice as if it were there once.
 *
 * A tab that opens says what it has (`hello`), each other answers with what is missing and what it has itself
 * (`state`), and the first gives back what is missing there. After that only updates go.
 */

import * as Y from 'yjs';
import type { CheckRow } from './ledger-rows.js';

type TabMessage =
  | { readonly type: 'hello'; readonly vector: Uint8Array }
  | { readonly type: 'state'; readonly vector: Uint8Array; readonly update: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array }
  | { readonly type: 'erased' };

export type TabSharing = {
  /** Once the rows are loaded, so that little has to be told. From then on updates are sent. */
  readonly sayHello: () => void;
  readonly sayErased: () => void;
  readonly close: () => void;
};

export type TabSharingOptions = {
  readonly channel: BroadcastChannel | undefined;
  readonly checkRow: CheckRow;
  /** True for updates the other tabs need not hear of: those read from the rows. */
  readonly isKnown: (origin: unknown) => boolean;
  readonly onErased: () => void;
};

function readMessage(data: unknown): TabMessage | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined;
  const vector = 'vector' in data && data.vector instanceof Uint8Array ? data.vector : undefined;
  const update = 'update' in data && data.update instanceof Uint8Array ? data.update : undefined;
  if (data.type === 'hello' && vector) return { type: 'hello', vector };
  if (data.type === 'state' && vector && update) return { type: 'state', vector, update };
  if (data.type === 'update' && update) return { type: 'update', update };
  return data.type === 'erased' ? { type: 'erased' } : undefined;
}

/** Marks what came from another tab, so that it is not sent back. */
const ANOTHER_TAB = Symbol('another tab');

export function shareAmongTabs(doc: Y.Doc, options: TabSharingOptions): TabSharing {
  const { channel, checkRow, isKnown, onErased } = options;
  if (!channel) return { sayHello: () => {}, sayErased: () => {}, close: () => {} };

  const send = (message: TabMessage): void => channel.postMessage(message);

  function take(update: Uint8Array): void {
    // Another tab may run another build: what it says is looked at like a row.
    if (checkRow(update)) Y.applyUpdate(doc, update, ANOTHER_TAB);
  }

  function answer(message: TabMessage): void {
    switch (message.type) {
      case 'hello':
        send({
          type: 'state',
          vector: Y.encodeStateVector(doc),
          update: Y.encodeStateAsUpdate(doc, message.vector),
        });
        return;
      case 'state':
        take(message.update);
        send({ type: 'update', update: Y.encodeStateAsUpdate(doc, message.vector) });
        return;
      case 'update':
        take(message.update);
        return;
      case 'erased':
        onErased();
    }
  }

  channel.onmessage = (event: MessageEvent<unknown>) => {
    const message = readMessage(event.data);
    if (message) answer(message);
  };

  const tell = (update: Uint8Array, origin: unknown): void => {
    if (origin !== ANOTHER_TAB && !isKnown(origin)) send({ type: 'update', update });
  };

  return {
    sayHello: () => {
      doc.on('update', tell);
      send({ type: 'hello', vector: Y.encodeStateVector(doc) });
    },
    sayErased: () => send({ type: 'erased' }),
    close: () => {
      doc.off('update', tell);
      channel.close();
    },
  };
}
