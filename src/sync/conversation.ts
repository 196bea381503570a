/**
 * One proved connection at work: the gate in front of y-webrtc, no echo behind it, and the two phones
 * telling each other what they durably have.
 */
import type * as Y from 'yjs';
import type { Clock } from '../kernel/index.js';
import { checkLedgerUpdate, type DocState } from '../ledger/index.js';
import { createAnswering } from './answering.js';
import type { LinkEnd } from './faces.js';
import { STREAM, type Stream } from './frames.js';
import { judgeMessage, MAX_ASKS, readPassage } from './gate.js';
import { decodeHave, encodeHave } from './have.js';
import type { Link } from './link.js';
import { takeApart } from './parts.js';
import type { YWebrtcRoom } from './y-webrtc-room.js';

export type Conversation = {
  readonly take: (stream: Stream, bytes: Uint8Array<ArrayBuffer>) => void;
  /** Tells the other side what is durable here. */
  readonly sayHave: (state: DocState) => void;
  readonly close: () => void;
};

export type ConversationOptions = {
  readonly id: string;
  readonly link: Pick<Link, 'send' | 'announce' | 'end' | 'figures'>;
  readonly room: YWebrtcRoom;
  readonly doc: Y.Doc;
  readonly clock: Clock;
  /** The partner's phone says what it durably has. */
  readonly onHave: (state: DocState) => void;
  /** The partner's phone offers a way in for later; false when it is none. */
  readonly onStandby: (bytes: Uint8Array) => boolean;
  readonly onPresence: (bytes: Uint8Array) => void;
  /** The partner's phone speaks of certificates; false when it does not. */
  readonly onCertificate: (bytes: Uint8Array) => boolean;
};

export function startConversation(options: ConversationOptions): Conversation {
  const { id, link, room, doc, clock, onHave, onStandby, onPresence, onCertificate } = options;
  let said: DocState | undefined;
  let heard: DocState | undefined;
  let asks = 0;

  const peer = room.attach(id, {
    send: (message) => {
      const passage = readPassage(message);
      const isEcho = passage === 'update' && room.isEcho();
      const isComing = passage === 'update' && answering.isGoingOn();
      if (passage !== 'ignore' && !isEcho && !isComing) sendWords(message);
    },
    closed: () => link.end({ type: 'Closed' }),
  });

  const answering = createAnswering({
    doc,
    clock,
    send: (message) => link.send(STREAM.words, message),
    announce: link.announce,
    bytesWaiting: () => link.figures().bytesWaiting,
  });

  const sendWords = (message: Uint8Array): void => {
    const parts = takeApart(message) ?? [message];
    if (parts.length > 1) link.announce(parts.reduce((sum, part) => sum + part.length, 0));
    for (const part of parts) link.send(STREAM.words, part);
  };

  const takeWords = (message: Uint8Array<ArrayBuffer>): LinkEnd | undefined => {
    const passage = judgeMessage(message, checkLedgerUpdate);
    if (!passage.ok) return passage.error;
    if (passage.value === 'ask' && ++asks > MAX_ASKS) return { type: 'Flood' };
    if (passage.value === 'ask') answering.answer(message);
    else if (passage.value !== 'ignore') {
      answering.heard(message);
      peer.deliver(message);
    }
    return undefined;
  };

  const takeHave = (bytes: Uint8Array): LinkEnd | undefined => {
    heard = decodeHave(bytes, heard);
    if (heard === undefined) return { type: 'BadMessage', detail: 'no acknowledgement' };
    onHave(heard);
    return undefined;
  };

  const takeOther = (stream: Stream, bytes: Uint8Array): LinkEnd | undefined => {
    if (stream === STREAM.have) return takeHave(bytes);
    if (stream === STREAM.presence) {
      onPresence(bytes);
      return undefined;
    }
    const isTaken =
      (stream === STREAM.standby && onStandby(bytes)) ||
      (stream === STREAM.certificate && onCertificate(bytes));
    return isTaken ? undefined : { type: 'BadMessage', detail: 'out of turn' };
  };

  return {
    take: (stream, bytes) => {
      const end = stream === STREAM.words ? takeWords(bytes) : takeOther(stream, bytes);
      if (end) link.end(end);
    },
    sayHave: (state) => {
      link.send(STREAM.have, encodeHave(state, said));
      said = state;
    },
    close: () => {
      answering.stop();
      peer.close();
    },
  };
}
