/** A home on a network without a way out: a hub and two phones, and a record of every packet between them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchPartner, type Partner } from './browsers.js';
import { type Capture, startCapture } from './capture.js';
import { createHomeNetwork, type HomeNetwork, type HomeNetworkOptions } from './home-network.js';
import { type StartedHub, startHub } from './hub.js';
import { STATIC_URL, startStaticHost } from './static-host.js';

export type PhoneName = 'ana' | 'ben';

export type HomeOptions = HomeNetworkOptions & {
  /** True: there is no hub. Each phone has the app from a host of files on its own loopback. */
  readonly withoutHub?: boolean;
};

export type Home = {
  readonly network: HomeNetwork;
  readonly capture: Capture;
  /** `https://ADDRESS:4443` where there is a hub: where the phones open the app. */
  readonly appUrl: string;
  /** Plain HTTP, the only way in before a phone trusts the hub. */
  readonly plainUrl: string;
  /** A new phone that trusts the hub; or the one of that name again, once it was `quit()`. */
  startPhone(name: PhoneName): Promise<Partner>;
  /** Ends the hub; or the hosts of files, where there is none. */
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

const PHONE_ARGS = [
  '--use-fake-device-for-media-stream',
  `--host-resolver-rules=${NAMES_OF_THE_BROWSER_ITSELF.map((name) => `MAP ${name} ~NOTFOUND`).join(',')}`,
];

type Ending = () => void | Promise<void>;

async function endAll(endings: Ending[]): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end();
}

/** Nothing has been sent on the network before its record begins. `remove()` the home in the end. */
export async function openHome(options: HomeOptions = {}): Promise<Home> {
  const endings: Ending[] = [];
  try {
    return await furnish(options, endings);
  } catch (error) {
    await endAll(endings);
    throw error;
  }
}

type Host = { readonly url: string; readonly trust?: string; stop(): Promise<void> };

async function hostWithoutHub({ namespaces }: HomeNetwork): Promise<Host> {
  const endAnas = await startStaticHost(namespaces.ana);
  const endBens = await startStaticHost(namespaces.ben);
  return {
    url: STATIC_URL,
    stop: async () => {
      await endAnas();
      await endBens();
    },
  };
}

async function hostWithHub(network: HomeNetwork, state: string): Promise<Host> {
  const ports = { port: PORT, tlsPort: TLS_PORT };
  const namespace = network.namespaces.hub;
  const hub: StartedHub = await startHub({ local: false, ...ports, state, namespace });
  const url = `https://${network.addresses.hub}:${TLS_PORT}`;
  return { url, trust: hub.authority, stop: hub.stop };
}

async function furnish(options: HomeOptions, endings: Ending[]): Promise<Home> {
  const state = mkdtempSync(join(tmpdir(), 'vesper-home-'));
  endings.push(() => rmSync(state, { recursive: true, force: true }));
  const network = createHomeNetwork(options);
  endings.push(network.remove);
  const capture = await startCapture(network);
  endings.push(capture.remove);
  const start = () => (options.withoutHub ? hostWithoutHub(network) : hostWithHub(network, state));
  let host = await start();
  endings.push(() => host.stop());
  const phones = new Map<PhoneName, Partner>();
  endings.push(async () => {
    for (const phone of phones.values()) await phone.forget();
  });
  return {
    network,
    capture,
    appUrl: host.url,
    plainUrl: `http://${network.addresses.hub}:${PORT}`,
    startPhone: async (name) => {
      const before = phones.get(name);
      const phone = await launchPartner(name, {
        baseURL: host.url,
        namespace: network.namespaces[name],
        args: PHONE_ARGS,
        ...(host.trust !== undefined && { trust: host.trust }),
        ...(before && { profile: before.profile }),
      });
      phones.set(name, phone);
      return phone;
    },
    stopHub: () => host.stop(),
    restartHub: async () => {
      host = await start();
    },
    remove: () => endAll(endings),
  };
}
