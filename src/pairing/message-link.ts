/** The channel two phones paired over, handed on to introduce them for syncing. */

export type MessageLink = {
  /** At most 65,535 bytes. Does nothing once the link is closed. */
  readonly send: (bytes: Uint8Array) => void;
  /** Returns the way to stop. What came before the first listener is given to it first. */
  readonly onMessage: (listener: (bytes: Uint8Array) => void) => () => void;
  /** Calls back once; also where the link is closed already. */
  readonly onClose: (listener: () => void) => () => void;
  readonly close: () => void;
  readonly route: 'codes';
};

/** Of what nobody listens to yet this much is kept; more of it closes the link. */
const MAX_WAITING_BYTES = 1_048_576;
const MAX_LINK_MESSAGE_BYTES = 65_535;

type LinkInput = {
  readonly link: MessageLink;
  readonly deliver: (bytes: Uint8Array) => void;
  readonly markClosed: () => void;
};

/** The link itself, and the two ends by which the runner feeds it. */
export function createMessageLink(send: (bytes: Uint8Array) => void, close: () => void): LinkInput {
  const listeners = new Set<(bytes: Uint8Array) => void>();
  const closeListeners = new Set<() => void>();
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let closed = false;

  const markClosed = () => {
    if (closed) return;
    closed = true;
    for (const listener of [...closeListeners]) listener();
    closeListeners.clear();
  };
  const deliver = (bytes: Uint8Array) => {
    if (listeners.size > 0) {
      for (const listener of [...listeners]) listener(bytes);
      return;
    }
    waitingBytes += bytes.length;
    if (waitingBytes > MAX_WAITING_BYTES) close();
    else waiting.push(bytes);
  };
  const onMessage = (listener: (bytes: Uint8Array) => void) => {
    listeners.add(listener);
    const held = waiting;
    waiting = [];
    waitingBytes = 0;
    for (const bytes of held) listener(bytes);
    return () => void listeners.delete(listener);
  };
  const onClose = (listener: () => void) => {
    if (closed) listener();
    else closeListeners.add(listener);
    return () => void closeListeners.delete(listener);
  };
  const sendChecked = (bytes: Uint8Array) => {
    if (bytes.length > MAX_LINK_MESSAGE_BYTES) {
      throw new RangeError(`a link message has at most ${MAX_LINK_MESSAGE_BYTES} bytes`);
    }
    if (!closed) send(bytes);
  };
  return {
    link: { send: sendChecked, onMessage, onClose, close, route: 'codes' },
    deliver,
    markClosed,
  };
}
