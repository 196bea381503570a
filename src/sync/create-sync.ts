/**
 * One couple's way to each other: joins y-webrtc's room, the switchboard of connections, the introducer
 * and what the partner is known to have. Lives outside React; one per bond and browser (the leading tab).
 */
import { type Cancel, createSignal, ok } from '../kernel/index.js';
import { createCertificate } from '../vault/index.js';
import { createAcknowledging } from './acknowledging.js';
import { type BulkRunner, createBulk } from './bulk.js';
import { createCertificateTalk } from './certificate-talk.js';
import { type ConnectionMaker, createConnectionMaker } from './connection.js';
import { type Conversation, startConversation } from './conversation.js';
import type { Carrier, LinkEnd, Sync, SyncOptions, SyncStatus } from './faces.js';
import { STREAM } from './frames.js';
import { createGlance } from './glance.js';
import { createIntroductions, type Introductions } from './introductions.js';
import { createPresenceTalk } from './presence.js';
import { createStandby, type Standby } from './standby-runner.js';
import { createSwitchboard, type Line, sideOf } from './switchboard.js';
import { openYWebrtcRoom, type YWebrtcRoom } from './y-webrtc-room.js';

/** For this long a connection that fell silent counts as "connecting"; then the partner is away. */
export const HOPE_MS = 20_000;

/** Ends that the other phone is to blame for: trying again at once would only repeat them. */
const FAULTS: ReadonlySet<LinkEnd['type']> = new Set([
  'BadFrame',
  'BadMessage',
  'BadUpdate',
  'Flood',
  'TooLarge',
  'VersionSkew',
  'WrongProof',
]);

/** `makeConnection`: real connections, unless a test brings its own. */
export function createSync(options: SyncOptions, makeConnection?: ConnectionMaker): Sync {
  const { doc, clock, random, me, partner, proofKey, holdings } = options;
  const waiting = new Map<Carrier, () => void>();
  let room: YWebrtcRoom | undefined;
  let introductions: Introductions | undefined;
  let standby: Standby | undefined;
  let conversation: Conversation | undefined;
  let lastEnd: LinkEnd | undefined;
  let lostAt: number | undefined;
  let cancelHope: Cancel = () => {};
  let stopped = false;

  const switchboard = createSwitchboard({
    me: me.id,
    partner: partner.id,
    proofKey,
    clock,
    random,
    listener: {
      adopted: adopt,
      message: (_line, stream, bytes) => {
        bulk.heard();
        conversation?.take(stream, bytes);
      },
      dropped: drop,
      changed: refresh,
    },
  });
  const bulk = createBulk(clock);
  const makers = makeConnection
    ? Promise.resolve({ anywhere: makeConnection, near: makeConnection })
    : makeRealConnections(options);
  const glance = createGlance({ proofKey, switchboard, maker: makers.then((made) => made?.near) });
  const acknowledging = createAcknowledging({
    read: holdings.here,
    saved: options.saved,
    say: (state) => conversation?.sayHave(state),
    clock,
  });
  const presence = createPresenceTalk({
    clock,
    send: (bytes) => switchboard.inUse()?.link.send(STREAM.presence, bytes),
  });
  const certificates = createCertificateTalk({
    send: (bytes) => switchboard.inUse()?.link.send(STREAM.certificate, bytes),
    own: () => options.certificates?.announced(),
    onKnown: (fingerprint) => options.certificates?.onKnown(fingerprint),
    remember: async (fingerprint) => options.certificates?.remember(fingerprint) ?? false,
  });
  const status = createSignal<SyncStatus>(readStatus());

  function adopt(line: Line): void {
    conversation?.close();
    if (room === undefined) return;
    if (lastEnd?.type === 'VersionSkew') lastEnd = undefined;
    conversation = startConversation({
      id: line.id,
      link: line.link,
      room,
      doc,
      clock,
      onHave: holdings.hear,
      onStandby: (bytes) => standby?.take(bytes) ?? true,
      onPresence: presence.take,
      onCertificate: certificates.take,
    });
    bulk.use(wayOf(line));
    // Only the lower side may be the first to know that this connection is in use.
    if (sideOf(me.id, partner.id) === 'high') bulk.heard();
    standby?.replace(line);
    if (!line.link.speaks(STREAM.certificate)) rememberShown(line);
    certificates.begin();
    acknowledging.changed();
    presence.begin();
  }

  /** A phone that has no word for its certificate will come with the one it shows. */
  function rememberShown({ connection }: Line): void {
    const fingerprint = connection.fingerprints()?.other;
    if (fingerprint) void options.certificates?.remember(fingerprint);
  }

  function drop(line: Line, end: LinkEnd, wasInUse: boolean): void {
    if (!line.hidden && end.type !== 'Stopped' && end.type !== 'Replaced') noteEnd(end);
    if (FAULTS.has(end.type)) introductions?.shun();
    if (!wasInUse) return;
    // Only a way that went silent is worth knocking again: who closed it has gone, or was sent away.
    if (end.type !== 'Silent') standby?.tell({ type: 'useless' });
    conversation?.close();
    conversation = undefined;
    bulk.use('none');
  }

  /** Which phone is to be updated stays said until they meet: tries that nobody answers tell less. */
  function noteEnd(end: LinkEnd): void {
    if (lastEnd?.type !== 'VersionSkew' || FAULTS.has(end.type)) lastEnd = end;
  }

  function refresh(): void {
    if (stopped) return;
    introductions?.look();
    const isUp = switchboard.health() === 'up';
    standby?.tell({ type: isUp ? 'up' : 'ailing' });
    presence.follow(isUp);
    if (isUp) lostAt = undefined;
    else if (status.get().partner === 'connected') {
      lostAt = clock.now();
      cancelHope();
      cancelHope = clock.after(HOPE_MS, refresh);
    }
    status.set(readStatus());
  }

  function readStatus(): SyncStatus {
    return {
      partner: describePartner(),
      hasEverythingUpTo: holdings.held.get().upTo,
      hasEverythingNow: holdings.held.get().complete,
      connections: switchboard.describe(),
      lastEnd,
    };
  }

  function describePartner(): SyncStatus['partner'] {
    if (switchboard.health() === 'up') return 'connected';
    const isNew = lostAt !== undefined && clock.now() - lostAt < HOPE_MS;
    return isNew || introductions?.isTrying() || switchboard.isProving() ? 'connecting' : 'away';
  }

  async function start(): Promise<void> {
    const make = (await makers)?.anywhere;
    const opened = make && (await openYWebrtcRoom(doc, `${options.roomName}/${me.id}`));
    if (make === undefined || opened === undefined) return;
    if (stopped) return opened.close();
    room = opened;
    standby = createStandby({ proofKey, switchboard, makeConnection: make, clock, random });
    introductions = createIntroductions({
      context: {
        key: options.introductionKey,
        roomName: options.roomName,
        me: me.id,
        partner: partner.id,
      },
      switchboard,
      makeConnection: make,
      clock,
      random,
    });
    for (const carrier of waiting.keys())
      waiting.set(carrier, introductions.introduceOver(carrier));
  }

  doc.on('update', acknowledging.changed);
  const stopShowingHeld = holdings.held.subscribe(refresh);
  void start();

  return {
    status,
    glance,
    bulk: { serve: bulk.serve, pull: bulk.pull },
    presence: presence.partner,
    showPresence: presence.show,
    introduceOver: (carrier) => {
      waiting.set(carrier, introductions?.introduceOver(carrier) ?? (() => {}));
      return () => {
        waiting.get(carrier)?.();
        waiting.delete(carrier);
      };
    },
    wake: () => {
      switchboard.doubt();
      introductions?.wake();
      standby?.tell({ type: 'woken' });
    },
    stop: () => {
      if (stopped) return;
      // First: what hears that the connection has gone would go looking for another one.
      stopped = true;
      switchboard.dropAll({ type: 'Stopped' });
      cancelHope();
      doc.off('update', acknowledging.changed);
      stopShowingHeld();
      acknowledging.stop();
      introductions?.stop();
      standby?.stop();
      presence.stop();
      room?.close();
      status.set({ ...readStatus(), partner: 'away', connections: [] });
    },
  };
}

function wayOf({ connection, link }: Line): Parameters<BulkRunner['use']>[0] {
  const keys = link.bulkKeys();
  if (connection.bulk === undefined || keys === undefined) return 'not spoken';
  return { channel: connection.bulk, keys, end: link.end };
}

type Makers = {
  /** With the servers that the couple have set. */
  readonly anywhere: ConnectionMaker;
  /** For codes on a screen, which hold addresses of the own network alone. */
  readonly near: ConnectionMaker;
};

async function makeRealConnections(options: SyncOptions): Promise<Makers | undefined> {
  const { iceServers, certificates } = options;
  const made = options.certificate ? ok(options.certificate) : await createCertificate();
  if (!made.ok) return undefined;
  return {
    anywhere: createConnectionMaker(RTCPeerConnection, () => made.value, iceServers),
    near: createConnectionMaker(RTCPeerConnection, certificates?.forGlance ?? (() => made.value)),
  };
}
