/** Keeps one socket open through which the two phones are introduced: the hub's, or that of a rendezvous. */

import type { Carrier, HubCarrier } from '../sync/index.js';

export type SocketLine = {
  readonly wake: () => void;
  readonly stop: () => void;
};

export function openSocketLine({
  carrier,
  introduceOver,
  show,
}: {
  readonly carrier: HubCarrier;
  /** Lets the phones find each other over the socket, until called back. */
  readonly introduceOver: (carrier: Carrier) => () => void;
  readonly show: (state: 'connecting' | 'connected') => void;
}): SocketLine {
  const tell = (): void => show(carrier.isOpen() ? 'connected' : 'connecting');
  const stopTelling = carrier.status.subscribe(tell);
  const endIntroduction = introduceOver(carrier);
  tell();
  return {
    wake: carrier.wake,
    stop: () => {
      stopTelling();
      endIntroduction();
      carrier.stop();
    },
  };
}
