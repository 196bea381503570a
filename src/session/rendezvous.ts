/** The couple's own rendezvous: kept on this device, off until they set one, and tried out for real. */

import {
  type Clock,
  createSignal,
  type Random,
  type Result,
  type Signal,
  type WritableSignal,
} from '../kernel/index.js';
import { type DeviceStore, isSameValue, type StoreError } from '../storage/index.js';
import type { ServerTrial, SocketTrial } from '../sync/index.js';
import type { AddressServer, RendezvousSettings } from './rendezvous-settings.js';

const RENDEZVOUS = 'rendezvous';

/** Whether its socket is open now. */
export type RendezvousState = 'off' | 'connecting' | 'connected';

export type Rendezvous = {
  /** Undefined while there is none. */
  readonly settings: Signal<RendezvousSettings | undefined>;
  readonly state: Signal<RendezvousState>;
  /** Undefined takes it away again. Takes effect once it is stored. */
  readonly keep: (settings: RendezvousSettings | undefined) => Promise<Result<void, StoreError>>;
  /** Opens real connections to it under a name made up for the purpose. */
  readonly tryOut: (url: string) => Promise<SocketTrial>;
  readonly tryServer: (server: AddressServer) => Promise<ServerTrial>;
};

export type LiveRendezvous = Rendezvous & {
  readonly state: WritableSignal<RendezvousState>;
  /** Reads it from the store: at the start, and when another tab has changed it. */
  readonly load: () => Promise<void>;
};

function isPresent(value: unknown): value is NonNullable<unknown> {
  return value !== undefined && value !== null;
}

/** Few have one, so the rules come only where something is stored. */
async function recall(stored: unknown): Promise<RendezvousSettings | undefined> {
  const { recallRendezvous } = await import('./rendezvous-settings.js');
  return recallRendezvous(stored);
}

export function createRendezvous(options: {
  readonly store: Pick<DeviceStore, 'get' | 'put' | 'delete'>;
  readonly clock: Clock;
  readonly random: Random;
  /** The other tabs should know. */
  readonly tell: () => void;
}): LiveRendezvous {
  const { store, clock, random, tell } = options;
  const settings = createSignal<RendezvousSettings | undefined>(undefined);
  const state = createSignal<RendezvousState>('off');

  const load = async (): Promise<void> => {
    const stored = await store.get(RENDEZVOUS, isPresent);
    const next = stored && (await recall(stored));
    if (!isSameValue(next, settings.get())) settings.set(next);
  };

  return {
    settings,
    state,
    load,
    keep: async (next) => {
      const kept = await (next ? store.put(RENDEZVOUS, next) : store.delete(RENDEZVOUS));
      if (kept.ok) {
        settings.set(next);
        tell();
      }
      return kept;
    },
    tryOut: async (url) => (await import('./rendezvous-trials.js')).tryOut(url, clock, random),
    tryServer: async (server) => (await import('./rendezvous-trials.js')).tryServer(server, clock),
  };
}
