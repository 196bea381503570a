/**
 * Where the other one is, told only while both are at the same shared place. Whoever switches it off
 * neither says where it is nor sees where the other is.
 */

import { createSignal, type Result, type Signal } from '../kernel/index.js';
import type { StoreError } from '../storage/index.js';
import type { PresenceAt } from '../sync/index.js';
import type { DeviceSwitch } from './device-switch.js';

export type Presence = {
  readonly on: Signal<boolean>;
  readonly set: (on: boolean) => Promise<Result<void, StoreError>>;
  /** The place where both are now, and what the other has open there. */
  readonly partner: Signal<PresenceAt | undefined>;
  /** This tab shows a shared place; undefined when it doesn't, or is out of sight. */
  readonly show: (at: PresenceAt | undefined) => void;
};

export type PresenceMessage =
  /** A tab says where it is. */
  | { readonly type: 'here'; readonly tab: string; readonly at: PresenceAt | undefined }
  /** The tab that keeps the connections says where the other one is. */
  | { readonly type: 'there'; readonly at: PresenceAt | undefined };

/** The part of a meeting that is used. */
export type PresenceLine = {
  readonly presence: Signal<PresenceAt | undefined>;
  readonly showPresence: (at: PresenceAt | undefined) => void;
};

export type LivePresence = Presence & {
  readonly hear: (message: PresenceMessage) => void;
  /** This tab keeps the connections from now on. */
  readonly follow: (line: PresenceLine) => void;
  /** It doesn't, or there are none any more. */
  readonly leave: () => void;
  /** Another tab has opened, and wants to know. */
  readonly repeat: () => void;
};

export function createPresence(options: {
  readonly switch: DeviceSwitch;
  /** Names this tab among those of the browser. */
  readonly tab: string;
  readonly tell: (message: PresenceMessage) => void;
}): LivePresence {
  const { tab, tell } = options;
  const { on, set } = options.switch;
  const partner = createSignal<PresenceAt | undefined>(undefined);
  const others = new Map<string, PresenceAt>();
  let own: PresenceAt | undefined;
  let there: PresenceAt | undefined;
  let line: PresenceLine | undefined;
  let stopFollowing = (): void => {};

  const refresh = (): void => {
    const isTogether = on.get() && own !== undefined && there?.place === own.place;
    partner.set(isTogether ? there : undefined);
    line?.showPresence(on.get() ? (own ?? [...others.values()].at(-1)) : undefined);
  };
  const hearThere = (at: PresenceAt | undefined): void => {
    there = at;
    refresh();
  };
  on.subscribe(refresh);

  return {
    on,
    set,
    partner,
    show: (at) => {
      own = at;
      tell({ type: 'here', tab, at });
      refresh();
    },
    hear: (message) => {
      if (message.type === 'there') {
        if (!line) hearThere(message.at);
        return;
      }
      others.delete(message.tab);
      if (message.at) others.set(message.tab, message.at);
      refresh();
    },
    follow: (next) => {
      stopFollowing();
      line = next;
      const pass = (): void => {
        hearThere(next.presence.get());
        tell({ type: 'there', at: there });
      };
      stopFollowing = next.presence.subscribe(pass);
      pass();
    },
    leave: () => {
      if (!line) return;
      stopFollowing();
      line = undefined;
      hearThere(undefined);
      tell({ type: 'there', at: undefined });
    },
    repeat: () => {
      if (line) tell({ type: 'there', at: there });
    },
  };
}
