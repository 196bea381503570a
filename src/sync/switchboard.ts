/**
 * The connections there are to the partner's phone: several may be on their way, one is in use. The side
 * with the lower id says which; the newest that is proved replaces the one before.
 */
import type { Cancel, Clock, Random } from '../kernel/index.js';
import type { DeviceId, Secret } from '../vault/index.js';
import type { Connection } from './connection.js';
import type { ConnectionInfo, LinkEnd, Route } from './faces.js';
import { STREAM, type Stream } from './frames.js';
import type { Health } from './introducer.js';
import { createLink, type Link } from './link.js';
import type { ProofContext, Side } from './proof.js';

export type Line = {
  readonly id: string;
  readonly connection: Connection;
  readonly link: Link;
  route: Route;
  readonly since: number;
  /** Prepared for later, or a knock that most likely nobody hears: not worth telling until it is proved. */
  hidden: boolean;
  readonly onEnd: () => void;
  candidates: { local?: string; remote?: string };
};

export type LineTerms = {
  readonly route: Route;
  /** Closed when it isn't proved within this time; undefined waits for ever. */
  readonly deadlineMs: number | undefined;
  readonly hidden?: boolean;
  readonly onEnd?: () => void;
};

export type SwitchboardListener = {
  /** This connection is the one in use from now on. */
  readonly adopted: (line: Line) => void;
  readonly message: (line: Line, stream: Stream, bytes: Uint8Array<ArrayBuffer>) => void;
  readonly dropped: (line: Line, end: LinkEnd, wasInUse: boolean) => void;
  /** Health or figures changed. */
  readonly changed: () => void;
};

export type Switchboard = {
  readonly add: (id: string, connection: Connection, terms: LineTerms) => Line;
  readonly find: (id: string) => Line | undefined;
  readonly inUse: () => Line | undefined;
  readonly health: () => Health;
  /** Whether a connection is on its way. */
  readonly isProving: () => boolean;
  readonly describe: () => ConnectionInfo[];
  /** Asks the connection in use for a sign of life. */
  readonly doubt: () => void;
  readonly drop: (id: string, end: LinkEnd) => void;
  /** Drops what is not needed any more, unless it is in use, or may be by now as the other side sees it. */
  readonly withdraw: (id: string) => void;
  readonly dropAll: (end: LinkEnd) => void;
};

export type SwitchboardOptions = {
  readonly me: DeviceId;
  readonly partner: DeviceId;
  readonly proofKey: Secret;
  readonly clock: Clock;
  readonly random: Random;
  readonly listener: SwitchboardListener;
};

export function sideOf(me: DeviceId, partner: DeviceId): Side {
  return me < partner ? 'low' : 'high';
}

export function createSwitchboard(options: SwitchboardOptions): Switchboard {
  const { me, partner, clock, random, listener } = options;
  const side = sideOf(me, partner);
  const lines = new Map<string, Line>();
  let inUse: Line | undefined;

  const shown = (): Line[] => [...lines.values()].filter(({ hidden }) => !hidden);

  const adopt = (line: Line): void => {
    const before = inUse;
    inUse = line;
    listener.adopted(line);
    before?.link.end({ type: 'Replaced' });
    void refreshCandidates(line);
    listener.changed();
  };

  const take = (line: Line, stream: Stream, bytes: Uint8Array<ArrayBuffer>): void => {
    if (stream === STREAM.use && side === 'high' && inUse !== line) adopt(line);
    else if (inUse === line && stream !== STREAM.use) listener.message(line, stream, bytes);
    else line.link.end({ type: 'BadMessage', detail: 'out of turn' });
  };

  const proved = (line: Line) => {
    if (side === 'high') return listener.changed();
    line.link.send(STREAM.use, new Uint8Array());
    adopt(line);
  };

  const ended = (line: Line, end: LinkEnd): void => {
    line.connection.close();
    lines.delete(line.id);
    const wasInUse = inUse === line;
    if (wasInUse) inUse = undefined;
    line.onEnd();
    listener.dropped(line, end, wasInUse);
    listener.changed();
  };

  const refreshCandidates = async (line: Line): Promise<void> => {
    line.candidates = await line.connection.route().catch(() => ({}));
    if (lines.has(line.id)) listener.changed();
  };

  /**
   * What was said on a connection may have been our proof, and the lower side may have put this very one to
   * use and closed the other: its word on that is then on the way, and the higher side has to wait for it.
   */
  const mayBeInUse = (line: Line): boolean =>
    inUse === line || (side === 'high' && line.link.figures().bytesSent > 0);

  const withdraw = (id: string): void => {
    const line = lines.get(id);
    if (line && !mayBeInUse(line)) line.link.end({ type: 'Stopped' });
  };

  const lookAtReach = (line: Line) => {
    const reach = line.connection.reach();
    if (reach === 'closed') return line.link.end({ type: 'Closed' });
    if (reach === 'failed' && line.link.state() === 'proving') {
      return line.link.end({ type: 'Closed' });
    }
    line.link.doubt();
    if (reach === 'connected') void refreshCandidates(line);
    listener.changed();
  };

  const contextOf = (connection: Connection): ProofContext | undefined => {
    const both = connection.fingerprints();
    if (both === undefined) return undefined;
    const { own, other } = both;
    return {
      key: options.proofKey,
      side,
      ids: side === 'low' ? { low: me, high: partner } : { low: partner, high: me },
      fingerprints: side === 'low' ? { low: own, high: other } : { low: other, high: own },
    };
  };

  const openLink = (connection: Connection, line: () => Line, onSettled: () => void): Link =>
    createLink({
      channel: connection.channel,
      proofContext: () => contextOf(connection),
      clock,
      random,
      listener: {
        proved: () => {
          onSettled();
          line().hidden = false;
          proved(line());
        },
        message: (stream, bytes) => take(line(), stream, bytes),
        quiet: listener.changed,
        beat: listener.changed,
        ended: (end) => {
          onSettled();
          ended(line(), end);
        },
      },
    });

  return {
    add: (id, connection, { route, deadlineMs, hidden = false, onEnd = () => {} }) => {
      lines.get(id)?.link.end({ type: 'Replaced' });
      let cancel: Cancel = () => {};
      const link = openLink(
        connection,
        () => line,
        () => cancel(),
      );
      const line: Line = {
        id,
        connection,
        link,
        route,
        hidden,
        onEnd,
        since: clock.now(),
        candidates: {},
      };
      lines.set(id, line);
      connection.onReach(() => lookAtReach(line));
      if (deadlineMs !== undefined) {
        cancel = clock.after(deadlineMs, () => link.end({ type: 'ProofTimeout' }));
      }
      listener.changed();
      return line;
    },
    find: (id) => lines.get(id),
    inUse: () => inUse,
    health: () => (inUse === undefined ? 'none' : isWell(inUse) ? 'up' : 'ailing'),
    isProving: () => shown().some(({ link }) => link.state() === 'proving'),
    describe: () => shown().map((line) => describeLine(line, partner, inUse === line)),
    doubt: () => inUse?.link.doubt(),
    drop: (id, end) => lines.get(id)?.link.end(end),
    withdraw,
    dropAll: (end) => {
      for (const line of [...lines.values()]) line.link.end(end);
    },
  };
}

function isWell({ link, connection }: Line): boolean {
  return link.state() === 'open' && connection.reach() === 'connected';
}

function describeLine(line: Line, peer: DeviceId, isInUse: boolean): ConnectionInfo {
  const { bytesSent, bytesReceived, receiving } = line.link.figures();
  const { local, remote } = line.candidates;
  return {
    id: line.id,
    peer,
    route: line.route,
    // Proved, but the lower side has not put it to use: it may never.
    state: !isInUse ? 'connecting' : isWell(line) ? 'connected' : 'quiet',
    bytesSent,
    bytesReceived,
    since: line.since,
    ...(local !== undefined && { localCandidate: local }),
    ...(remote !== undefined && { remoteCandidate: remote }),
    ...(receiving && { receiving }),
  };
}
