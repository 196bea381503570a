/** A rendezvous's servers in the browser's own words. */

import type { RendezvousSettings } from './rendezvous-settings.js';

export function iceServersOf(settings: RendezvousSettings | undefined): RTCIceServer[] {
  return (settings?.servers ?? []).map(({ url, user, credential }) =>
    user === '' ? { urls: url } : { urls: url, username: user, credential },
  );
}
