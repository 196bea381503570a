/**
 * Keeps this phone meeting the other one while there is a bond: loads the sync room when it is first
 * needed, and lets the hub (where there is one) introduce the phones.
 */

import { type Clock, createSignal, equalBytes, type Random, type Signal } from '../kernel/index.js';
import type { Holdings } from '../ledger/index.js';
import type { MessageLink } from '../pairing/index.js';
import type { DeviceStore } from '../storage/index.js';
import type { Certificates, PresenceAt, Sync, SyncStatus } from '../sync/index.js';
import { createSecret, deriveMeetingKeys, type MeetingKeys } from '../vault/index.js';
import type { BondRecord } from './bond-record.js';
import type { MeetingAgain } from './glance-faces.js';
import { findHub } from './hub-finder.js';
import { type HubWatch, watchHub } from './hub-watch.js';
import { iceServersOf } from './ice-servers.js';
import { type Identity, takeOverCertificate } from './identity.js';
import { type OwnCertificates, watchOwnCertificates } from './own-certificates.js';
import { AWAY } from './phone-status.js';
import type { RendezvousState } from './rendezvous.js';
import type { RendezvousSettings } from './rendezvous-settings.js';
import type { HubState } from './session.js';
import { openSocketLine, type SocketLine } from './socket-line.js';
import type { LedgerSpace } from './space.js';

export type Meeting = {
  readonly status: Signal<SyncStatus>;
  readonly hub: Signal<HubState>;
  readonly rendezvous: Signal<RendezvousState>;
  readonly presence: Signal<PresenceAt | undefined>;
  /** Tells the other phone where in what is shared this one is. */
  readonly showPresence: (at: PresenceAt | undefined) => void;
  /** Uses the open channel of a pairing that has just ended to introduce the phones. */
  readonly introduceOver: (link: MessageLink) => void;
  /** Meeting by a code on a screen; undefined once this has been stopped, or where there is no certificate. */
  readonly meetAgain: () => Promise<MeetingAgain | undefined>;
  /** The page came back or the network did: look around again at once. */
  readonly wake: () => void;
  readonly stop: () => void;
};

export type MeetingOptions = {
  readonly bond: BondRecord;
  readonly identity: Identity;
  readonly space: LedgerSpace;
  readonly holdings: Promise<Holdings>;
  readonly store: DeviceStore;
  /** The partner's phone will come with another certificate than the one remembered: true once that is kept. */
  readonly onFingerprint: (fingerprint: Uint8Array) => Promise<boolean>;
  readonly rendezvous: RendezvousSettings | undefined;
  readonly clock: Clock;
  readonly random: Random;
};

/** The room with WebRTC in it, loaded only once there is somebody to meet. */
type SyncRoom = Pick<
  typeof import('../sync/index.js'),
  'carryOver' | 'createHubCarrier' | 'createSync'
>;

async function loadSyncRoom(): Promise<SyncRoom> {
  const { carryOver, createHubCarrier, createSync } = await import('../sync/index.js');
  return { carryOver, createHubCarrier, createSync };
}

async function startSync(
  room: SyncRoom,
  options: MeetingOptions,
  keys: MeetingKeys,
  certificates: Certificates | undefined,
): Promise<Sync> {
  const { bond, identity, space, clock, random } = options;
  return room.createSync({
    doc: space.ledger.doc,
    roomName: keys.roomName,
    proofKey: keys.proofKey,
    introductionKey: keys.introductionKey,
    me: { id: identity.device.id },
    partner: { id: bond.partner.id },
    certificate: identity.meeting?.certificate,
    iceServers: iceServersOf(options.rendezvous),
    clock,
    random,
    saved: () => space.store.saved(),
    holdings: await options.holdings,
    ...(certificates && { certificates }),
  });
}

const CLOSE_LINK_AFTER_MS = 5_000;

/** Once the two phones are connected, the pairing's own channel has done its work. */
function introduceOverLink(room: SyncRoom, sync: Sync, link: MessageLink, clock: Clock): void {
  const endIntroduction = sync.introduceOver(room.carryOver(link));
  const close = (): void => {
    stopWatching();
    endIntroduction();
    link.close();
  };
  const closeWhenConnected = (): void => {
    if (sync.status.get().partner !== 'connected') return;
    stopWatching();
    clock.after(CLOSE_LINK_AFTER_MS, close);
  };
  const stopWatching = sync.status.subscribe(closeWhenConnected);
  closeWhenConnected();
}

class BondMeeting implements Meeting {
  readonly status = createSignal<SyncStatus>(AWAY);
  readonly hub = createSignal<HubState>('unknown');
  readonly rendezvous = createSignal<RendezvousState>('off');
  readonly presence = createSignal<PresenceAt | undefined>(undefined);
  #here: PresenceAt | undefined;
  readonly #clock: Clock;
  #stopped = false;
  #sync: Sync | undefined;
  #hubWatch: HubWatch | undefined;
  #rendezvousLine: SocketLine | undefined;
  #introduce: ((link: MessageLink) => void) | undefined;
  readonly #options: MeetingOptions;
  readonly #started: Promise<void>;
  #partnerFingerprint: Uint8Array;
  #isKept: Promise<boolean> = Promise.resolve(true);
  readonly #own: OwnCertificates | undefined;
  readonly #waitingLinks: MessageLink[] = [];

  constructor(options: MeetingOptions) {
    this.#clock = options.clock;
    this.#options = options;
    this.#partnerFingerprint = options.bond.partner.fingerprint;
    const { identity, store } = options;
    this.#own =
      identity.meeting &&
      watchOwnCertificates(
        identity.meeting,
        (next) => void takeOverCertificate(store, next.certificate),
      );
    this.#started = this.#start(options);
  }

  async #start(options: MeetingOptions): Promise<void> {
    const keys = deriveMeetingKeys(createSecret(options.bond.secret));
    const room = await loadSyncRoom();
    const sync = await startSync(room, options, keys, this.#certificates());
    if (this.#stopped) {
      sync.stop();
      return;
    }
    this.#sync = sync;
    this.#introduce = (link) => introduceOverLink(room, sync, link, this.#clock);
    sync.status.subscribe(() => this.status.set(sync.status.get()));
    this.status.set(sync.status.get());
    sync.presence.subscribe(() => this.presence.set(sync.presence.get()));
    sync.showPresence(this.#here);
    for (const link of this.#waitingLinks.splice(0)) this.#introduce(link);
    this.#watchHub(room, sync, keys.roomName);
    if (options.rendezvous) this.#openRendezvous(room, sync, options.rendezvous.url, keys);
  }

  #watchHub(room: SyncRoom, sync: Sync, topic: string): void {
    const clock = this.#clock;
    const createSocket = (url: string): WebSocket => new WebSocket(url);
    const watch = watchHub({
      find: () => findHub(document, (...call) => fetch(...call)),
      open: (url) => room.createHubCarrier({ url, topic, clock, createSocket }),
      introduceOver: sync.introduceOver,
      clock,
    });
    this.#hubWatch = watch;
    watch.state.subscribe(() => this.hub.set(watch.state.get()));
    this.hub.set(watch.state.get());
  }

  #openRendezvous(room: SyncRoom, sync: Sync, url: string, keys: MeetingKeys): void {
    this.#rendezvousLine = openSocketLine({
      carrier: room.createHubCarrier({
        route: 'rendezvous',
        url,
        topic: keys.rendezvousTopic,
        clock: this.#clock,
        createSocket: (address) => new WebSocket(address),
      }),
      introduceOver: sync.introduceOver,
      show: (state) => this.rendezvous.set(state),
    });
  }

  introduceOver(link: MessageLink): void {
    if (this.#introduce) this.#introduce(link);
    else this.#waitingLinks.push(link);
  }

  #certificates(): Certificates | undefined {
    const own = this.#own;
    return (
      own && {
        forGlance: () => own.forGlance().certificate,
        announced: own.announced,
        onKnown: own.partnerKnows,
        remember: (seen) => this.#remember(seen),
      }
    );
  }

  /** Where the store took it before, it has it still. */
  #remember(seen: Uint8Array): Promise<boolean> {
    if (!equalBytes(seen, this.#partnerFingerprint)) {
      this.#partnerFingerprint = seen;
      this.#isKept = this.#options.onFingerprint(seen);
    }
    return this.#isKept;
  }

  async meetAgain(): Promise<MeetingAgain | undefined> {
    const [{ meetAgain }] = await Promise.all([import('./glance.js'), this.#started]);
    const { bond, clock, random } = this.#options;
    const own = this.#own;
    if (!this.#sync || !own || this.#stopped) return undefined;
    return meetAgain({
      sync: this.#sync,
      proofKey: deriveMeetingKeys(createSecret(bond.secret)).proofKey,
      ownFingerprint: () => own.forGlance().fingerprint,
      partnerFingerprint: () => this.#partnerFingerprint,
      clock,
      random,
    });
  }

  showPresence(at: PresenceAt | undefined): void {
    this.#here = at;
    this.#sync?.showPresence(at);
  }

  wake(): void {
    this.#sync?.wake();
    this.#hubWatch?.wake();
    this.#rendezvousLine?.wake();
  }

  stop(): void {
    this.#stopped = true;
    this.#hubWatch?.stop();
    this.#rendezvousLine?.stop();
    this.#sync?.stop();
  }
}

/** Begins at once, in the background; nothing of WebRTC is loaded before this is called. */
export function createMeeting(options: MeetingOptions): Meeting {
  return new BondMeeting(options);
}
