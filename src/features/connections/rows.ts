/** A connection in words and figures: the only place where the technical ones appear. Pure. */
import type { Formats, MessageId, Text } from '../../messages/index.js';
import type { ConnectionInfo, HubState } from '../../session/index.js';

export type Fact = { readonly id: string; readonly term: string; readonly value: string };

const ROUTES: Readonly<Record<ConnectionInfo['route'], MessageId>> = {
  hub: 'connections.route.hub',
  rendezvous: 'connections.route.rendezvous',
  codes: 'connections.route.codes',
};

const STATES: Readonly<Record<ConnectionInfo['state'], MessageId>> = {
  connecting: 'connections.state.connecting',
  connected: 'connections.state.connected',
  quiet: 'connections.state.quiet',
};

export const HUB: Readonly<Record<HubState, MessageId>> = {
  off: 'connections.hub.off',
  unknown: 'connections.hub.unknown',
  none: 'connections.hub.none',
  connecting: 'connections.hub.connecting',
  connected: 'connections.hub.connected',
};

/** What is known of one connection; what the browser doesn't tell is said to be untold. */
export function listFacts(
  info: ConnectionInfo,
  now: number,
  text: Text,
  formats: Formats,
): readonly Fact[] {
  const untold = text('connections.untold');
  const bytes = (count: number): string =>
    text('connections.bytes', { count, shown: formats.number(count) });
  const facts: readonly (readonly [MessageId, string])[] = [
    ['connections.peer', info.peer],
    ['connections.state', text(STATES[info.state])],
    ['connections.route', text(ROUTES[info.route])],
    ['connections.here', info.localCandidate ?? untold],
    ['connections.there', info.remoteCandidate ?? untold],
    ['connections.sent', bytes(info.bytesSent)],
    ['connections.received', bytes(info.bytesReceived)],
    ['connections.since', formats.moment(info.since, now)],
  ];
  const receiving =
    info.receiving &&
    text('connections.progress', {
      done: formats.number(info.receiving.bytes),
      all: formats.number(info.receiving.of),
    });
  return [
    ...facts.map(([id, value]) => ({ id, term: text(id), value })),
    ...(receiving
      ? [{ id: 'receiving', term: text('connections.receiving'), value: receiving }]
      : []),
  ];
}
