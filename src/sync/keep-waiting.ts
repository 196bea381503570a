/**
 * Firefox (153) takes a connection for failed when for 5 s it has nobody to try, so it can't wait for a phone
 * that will come by itself. It goes on waiting while it has something to try: a port of its own at which nobody
 * answers. None of that leaves the phone. SPEC N87.
 */

/** No feature tells it, and by the time that it shows the connection is lost. */
export const GIVES_UP_WAITING =
  typeof navigator !== 'undefined' && /\bGecko\/\d/.test(navigator.userAgent);

/** Well within its 5 s; each try lasts some seconds. */
const TRY_EVERY_MS = 3_000;
/** "Discard", and what comes after it. */
const FIRST_PORT = 9;
const PORTS = 500;
const OWN_ADDRESS = /^a=candidate:\S+ 1 udp \d+ (\S+) \d+ typ host/im;

type Waiting = Pick<
  RTCPeerConnection,
  'addIceCandidate' | 'connectionState' | 'iceConnectionState' | 'localDescription'
>;

/** Not on the passed-in clock: this keeps up with the browser's own, which no test's clock drives. */
export function keepWaiting(native: Waiting): void {
  const [, address] = OWN_ADDRESS.exec(native.localDescription?.sdp ?? '') ?? [];
  if (address === undefined) return;
  let tries = 0;
  const again = (): void => {
    const isWaiting =
      ['new', 'connecting'].includes(native.connectionState) &&
      ['new', 'checking'].includes(native.iceConnectionState);
    if (!isWaiting) return;
    const port = FIRST_PORT + (tries++ % PORTS);
    const candidate = `candidate:${tries} 1 udp 1 ${address} ${port} typ host`;
    // A connection that was closed meanwhile takes none, and needs none.
    native.addIceCandidate({ candidate, sdpMLineIndex: 0 }).catch(() => undefined);
    setTimeout(again, TRY_EVERY_MS);
  };
  again();
}
