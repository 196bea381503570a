/** Makes a carrier of any open channel that takes byte strings: the one two phones have just been paired over. */
import type { Carrier } from './faces.js';

export type MessageLink = {
  readonly send: (bytes: Uint8Array) => void;
  readonly onMessage: (listener: (bytes: Uint8Array) => void) => () => void;
  readonly onClose: (listener: () => void) => () => void;
};

/** Open from the beginning, and for as long as the link is: a link never opens again. */
export function carryOver(link: MessageLink): Carrier {
  let open = true;
  link.onClose(() => {
    open = false;
  });
  return {
    route: 'codes',
    persistent: false,
    isOpen: () => open,
    send: (bytes) => {
      if (open) link.send(bytes);
    },
    onMessage: link.onMessage,
    onOpen: () => () => {},
  };
}
