/** A home on a network without a way out: a hub and two phones, and a record of every packet between them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchPartner, type Partner } from './browsers.js';
import { type Capture, startCapture } from './capture.js';
import { createHomeNetwork, type HomeNetwork, type HomeNetworkOptions } from './home-network.js';
import { type StartedHub, startHub } from './hub.js';

export type PhoneName = 'ana' | 'ben';

export type Home = {
  readonly network: HomeNetwork;
  readonly capture: Capture;
  /** `https://ADDRESS:4443`, where the phones open the app. */
  readonly appUrl: string;
  /** Plain HTTP, the only way in before a phone trusts the hub. */
  readonly plainUrl: string;
  /** A new phone that trusts the hub; or the one of that name again, once it was `quit()`. */
  startPhone(name: PhoneName): Promise<Partner>;
  stopHub(): Promise<void>;
  /** The same hub again, at the same address and with the same authority. */
  restartHub(): Promise<void>;
  /** Ends all of it and leaves nothing behind. */
  remove(): Promise<void>;
};

const PORT = 4400;
const TLS_PORT = 4443;

/**
 * What this browser looks up on its own account, whatever page is open: its updates, its sign-in and its
 * guesses at forms. These three get "no such name" before they reach the network; any other name would show.
 */
const NAMES_OF_THE_BROWSER_ITSELF = [
  'update.googleapis.com',
  'redirector.gvt1.com',
  'accounts.google.com',
  'content-autofill.googleapis.com',
];

/** A phone that asks nothing of the network by itself, and has something to film. */
export const PHONE_ARGS = [
  '--use-fake-device-for-media-stream',
  `--host-resolver-rules=${NAMES_OF_THE_BROWSER_ITSELF.map((name) => `MAP ${name} ~NOTFOUND`).join(',')}`,
];

type Ending = () => void | Promise<void>;

async function endAll(endings: Ending[]): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end();
}

/** Nothing has been sent on the network before its record begins. `remove()` the home in the end. */
export async function openHome(options: HomeNetworkOptions = {}): Promise<Home> {
  const endings: Ending[] = [];
  try {
    return await furnish(options, endings);
  } catch (error) {
    await endAll(endings);
    throw error;
  }
}

async function furnish(options: HomeNetworkOptions, endings: Ending[]): Promise<Home> {
  const state = mkdtempSync(join(tmpdir(), 'vesper-home-'));
  endings.push(() => rmSync(state, { recursive: true, force: true }));
  const network = createHomeNetwork(options);
  endings.push(network.remove);
  const capture = await startCapture(network);
  endings.push(capture.remove);
  const start = (): Promise<StartedHub> =>
    startHub({
      ...{ local: false, port: PORT, tlsPort: TLS_PORT },
      ...{ state, namespace: network.namespaces.hub },
    });
  let hub = await start();
  endings.push(() => hub.stop());
  const phones = new Map<PhoneName, Partner>();
  endings.push(async () => {
    for (const phone of phones.values()) await phone.forget();
  });
  return {
    network,
    capture,
    appUrl: `https://${network.addresses.hub}:${TLS_PORT}`,
    plainUrl: `http://${network.addresses.hub}:${PORT}`,
    startPhone: async (name) => {
      const before = phones.get(name);
      const phone = await launchPartner(name, {
        baseURL: `https://${network.addresses.hub}:${TLS_PORT}`,
        namespace: network.namespaces[name],
        trust: hub.authority,
        args: PHONE_ARGS,
        ...(before && { profile: before.profile }),
      });
      phones.set(name, phone);
      return phone;
    },
    stopHub: () => hub.stop(),
    restartHub: async () => {
      hub = await start();
    },
    remove: () => endAll(endings),
  };
}
