/**
 * Everything between the two phones that meet: frames that take a while, in order, each of them a moment at
 * which the way can break or a phone can die; and a hub that may lose, repeat and reorder what it carries.
 */
import type { Clock } from '../../../src/kernel/index.js';
import type { Connection } from '../../../src/sync/connection.js';
import type { Carrier } from '../../../src/sync/faces.js';
import { createNetwork } from '../../unit/sync/simulation.js';
import type { Chance } from './chance.js';

type Made = ReturnType<typeof createNetwork>['made'][number];

/** One page's part of the air. */
export type Antenna = {
  readonly makeConnection: () => Connection;
  readonly carrier: Carrier;
  readonly setHub: (open: boolean) => void;
  /** The page is gone: it says nothing any more, not even goodbye. */
  readonly fallSilent: () => void;
};

export type Air = {
  readonly createAntenna: (fingerprint: Uint8Array, clock: Clock) => Antenna;
  /** Calls back right before or after the frame that many frames from now is handed over. */
  readonly trap: (frames: number, when: 'before' | 'after', spring: () => void) => void;
  readonly cut: () => void;
  /** A new way would be found, by whoever looks for one. */
  readonly restore: () => void;
  /** As it was: whatever waited is handed over. */
  readonly comeBack: () => void;
  /** Frames of the connections there are vanish, and nobody is told: all, or one phone's. */
  readonly swallow: (from: Uint8Array | undefined) => void;
  /** The hub says again what it once heard. */
  readonly replay: (which: number) => void;
  readonly heal: () => void;
  readonly framesHandedOver: () => number;
  readonly openConnections: () => number;
};

const LONGEST_DELAY_MS = 40;

export function createAir(clock: Clock, chance: Chance): Air {
  const network = createNetwork();
  const hub = createHub(clock, chance);
  const ways = new Map<Made, Way>();
  let traps: { at: number; when: 'before' | 'after'; spring: () => void }[] = [];
  let handedOver = 0;

  const springTraps = (when: 'before' | 'after'): void => {
    const due = traps.filter((trap) => trap.when === when && trap.at <= handedOver);
    traps = traps.filter((trap) => !due.includes(trap));
    for (const { spring } of due) spring();
  };

  const follow = (made: Made, owner: Uint8Array): Way => {
    const way = createWay(made, owner, clock, chance, (deliver) => {
      springTraps('before');
      // The trap may have broken this very way.
      if (!way.isOpen()) return false;
      deliver();
      handedOver += 1;
      springTraps('after');
      return true;
    });
    ways.set(made, way);
    // What waited goes on, once there is a new way.
    made.onReach(way.handOver);
    return way;
  };

  return {
    createAntenna: (fingerprint, pageClock) => {
      const make = network.makeConnection(fingerprint);
      const mine: Way[] = [];
      const post = hub.join(pageClock);
      return {
        makeConnection: () => {
          const connection = make();
          const made = network.made.at(-1)!;
          mine.push(follow(made, fingerprint));
          return connection;
        },
        carrier: post.carrier,
        setHub: post.setOpen,
        fallSilent: () => {
          post.leave();
          for (const way of mine) way.die();
        },
      };
    },
    trap: (frames, when, spring) => traps.push({ at: handedOver + frames, when, spring }),
    cut: network.cut,
    restore: network.restore,
    comeBack: () => {
      if (!network.isCut) return;
      network.restore();
      for (const made of network.made) {
        if (made.reach() === 'disconnected' && !ways.get(made)?.isDead()) {
          made.channel.cut = false;
          made.change('connected');
        }
      }
      for (const way of ways.values()) way.handOver();
    },
    swallow: (from) => {
      for (const way of ways.values()) if (from === undefined || way.owner === from) way.swallow();
    },
    replay: hub.replay,
    heal: () => {
      traps = [];
      network.restore();
      hub.heal();
    },
    framesHandedOver: () => handedOver,
    openConnections: () => network.made.filter((made) => made.reach() !== 'closed').length,
  };
}

/** What one side of a connection sends. */
type Way = {
  readonly owner: Uint8Array;
  readonly isOpen: () => boolean;
  readonly isDead: () => boolean;
  readonly handOver: () => void;
  readonly swallow: () => void;
  readonly die: () => void;
};

function createWay(
  { channel }: Made,
  owner: Uint8Array,
  clock: Clock,
  chance: Chance,
  pass: (deliver: () => void) => boolean,
): Way {
  const frames: Uint8Array[] = [];
  let swallowing = false;
  let dead = false;
  let isDue = false;

  const isOpen = (): boolean => !channel.cut && !dead;
  const handOver = (): void => {
    if (isDue || frames.length === 0) return;
    isDue = true;
    clock.after(chance.isLikely(0.5) ? 0 : chance.below(LONGEST_DELAY_MS), () => {
      isDue = false;
      const [frame] = frames;
      if (frame === undefined || !isOpen()) return;
      if (pass(() => channel.inject(frame))) frames.shift();
      handOver();
    });
  };
  channel.tamper = (frame) => {
    if (!swallowing && !dead) frames.push(frame);
    handOver();
    return [];
  };

  return {
    owner,
    isOpen,
    isDead: () => dead,
    handOver,
    swallow: () => {
      swallowing = true;
      frames.length = 0;
    },
    die: () => {
      dead = true;
      channel.cut = true;
      frames.length = 0;
    },
  };
}

type HubPost = {
  readonly carrier: Carrier;
  readonly setOpen: (open: boolean) => void;
  readonly leave: () => void;
};

type Hub = {
  readonly join: (clock: Clock) => HubPost;
  readonly replay: (which: number) => void;
  readonly heal: () => void;
};

const LOST = 0.15;
const REPEATED = 0.15;
const LONGEST_POST_MS = 400;

/** Sends to everyone in the room, the sender included. */
function createHub(clock: Clock, chance: Chance): Hub {
  const posts = new Set<{ open: boolean; hear: (bytes: Uint8Array) => void; reopen: () => void }>();
  const heard: Uint8Array[] = [];
  let isSound = false;

  const tellAll = (bytes: Uint8Array): void => {
    for (const post of [...posts]) if (post.open) post.hear(bytes);
  };
  const carry = (bytes: Uint8Array): void => {
    heard.push(bytes);
    if (isSound) {
      clock.after(1, () => tellAll(bytes));
      return;
    }
    if (chance.isLikely(LOST)) return;
    const copies = chance.isLikely(REPEATED) ? 2 : 1;
    for (let i = 0; i < copies; i++) {
      clock.after(chance.below(LONGEST_POST_MS), () => tellAll(bytes));
    }
  };

  return {
    join: () => {
      const listeners = new Set<(bytes: Uint8Array) => void>();
      const openings = new Set<() => void>();
      const post = {
        open: true,
        hear: (bytes: Uint8Array) => {
          for (const listener of [...listeners]) listener(bytes);
        },
        reopen: () => {
          post.open = true;
          for (const opened of [...openings]) opened();
        },
      };
      posts.add(post);
      const carrier: Carrier = {
        route: 'hub',
        persistent: true,
        isOpen: () => post.open,
        send: (bytes) => {
          if (post.open && posts.has(post)) carry(bytes);
        },
        onMessage: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        onOpen: (listener) => {
          openings.add(listener);
          return () => openings.delete(listener);
        },
      };
      return {
        carrier,
        setOpen: (open) => {
          if (open && !post.open) post.reopen();
          post.open = open;
        },
        leave: () => posts.delete(post),
      };
    },
    replay: (which) => {
      const bytes = heard[which % Math.max(1, heard.length)];
      if (bytes !== undefined) tellAll(bytes);
    },
    heal: () => {
      isSound = true;
      for (const post of posts) if (!post.open) post.reopen();
    },
  };
}
