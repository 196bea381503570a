/** This computer's place on the network: its addresses, and a certificate that always names them. */
import type { Clock, Random, Result } from '../kernel/index.js';
import { ok } from '../kernel/index.js';
import { type Interfaces, lanAddresses, mdnsName } from './addresses.js';
import { type AuthorityError, type HubCredentials, keepCredentials } from './authority-store.js';
import { hubNames } from './certificates.js';

export type NetworkSetup = {
  /** Folder in which the authority is kept. */
  readonly state: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly hostname: string;
  readonly interfaces: () => Interfaces;
  /** Milliseconds between looks at the addresses. */
  readonly lookEveryMs: number;
};

export type NetworkView = {
  /** Best first. */
  readonly addresses: readonly string[];
  readonly credentials: HubCredentials;
};

export async function lookAround(
  setup: NetworkSetup,
): Promise<Result<NetworkView, AuthorityError>> {
  const addresses = lanAddresses(setup.interfaces());
  const names = hubNames(addresses, mdnsName(setup.hostname));
  const { state, hostname, clock, random } = setup;
  const credentials = await keepCredentials(
    { folder: state, label: mdnsName(hostname) ?? 'this computer', clock, random },
    names,
  );
  return credentials.ok ? ok({ addresses, credentials: credentials.value }) : credentials;
}

function isSame(a: NetworkView, b: NetworkView): boolean {
  return (
    a.credentials.leaf.certificate === b.credentials.leaf.certificate &&
    a.addresses.join() === b.addresses.join()
  );
}

/**
 * Looks again and again, and tells when addresses or certificate are new. While there is no network at
 * all (asleep, between two networks) what was known stays. Returns the way to stop.
 */
export function watchNetwork(
  setup: NetworkSetup,
  first: NetworkView,
  onChange: (view: NetworkView) => void,
): () => void {
  let known = first;
  let stopped = false;

  async function look(): Promise<void> {
    if (lanAddresses(setup.interfaces()).length > 0) {
      const seen = await lookAround(setup);
      if (stopped) return;
      if (seen.ok && !isSame(seen.value, known)) {
        known = seen.value;
        onChange(known);
      }
    }
    cancel = setup.clock.after(setup.lookEveryMs, look);
  }

  let cancel = setup.clock.after(setup.lookEveryMs, look);
  return () => {
    stopped = true;
    cancel();
  };
}
