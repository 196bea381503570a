/** What can be wrong with a rendezvous, and what trying it out says: one table per kind. Pure. */
import type { MessageId, Text } from '../../messages/index.js';
import type {
  RendezvousProblem,
  RendezvousState,
  ServerProblem,
  ServerTrial,
  SocketTrial,
  UrlProblem,
} from '../../session/index.js';

export const URL_PROBLEM: Readonly<Record<UrlProblem, MessageId>> = {
  Missing: 'rendezvous.url.missing',
  NotAnAddress: 'rendezvous.url.notAnAddress',
  OtherScheme: 'rendezvous.url.otherScheme',
  NotSecure: 'rendezvous.url.notSecure',
  HoldsName: 'rendezvous.url.holdsName',
};

export const SERVER_PROBLEM: Readonly<Record<ServerProblem, MessageId>> = {
  NotAServer: 'rendezvous.server.notAServer',
  NeedsName: 'rendezvous.server.needsName',
  NeedsPassword: 'rendezvous.server.needsPassword',
  TakesNoName: 'rendezvous.server.takesNoName',
};

export const STATE: Readonly<Record<RendezvousState, MessageId>> = {
  off: 'rendezvous.state.off',
  connecting: 'rendezvous.state.connecting',
  connected: 'rendezvous.state.connected',
};

const SOCKET_TRIAL: Readonly<Record<SocketTrial['type'], MessageId>> = {
  works: 'rendezvous.tried.works',
  unreachable: 'rendezvous.tried.unreachable',
  silent: 'rendezvous.tried.silent',
  keepsMessages: 'rendezvous.tried.keepsMessages',
};

/** `isBarred`: the browser was told to keep this page away from its own network, and the server is there. */
export function describeSocketTrial(
  text: Text,
  trial: SocketTrial,
  { host, isBarred }: { readonly host: string; readonly isBarred: boolean },
): string {
  if (trial.type === 'unreachable' && isBarred) return text('rendezvous.tried.barred', { host });
  return text(SOCKET_TRIAL[trial.type], { host });
}

export function describeServerTrial(text: Text, trial: ServerTrial, server: string): string {
  if (trial.type === 'wrongName') return text('rendezvous.tried.wrongName', { server });
  if (trial.type === 'noAnswer') return text('rendezvous.tried.noAnswer', { server });
  if (trial.type === 'nothingNew') return text('rendezvous.tried.nothingNew', { server });
  const address = trial.address ?? text('connections.untold');
  return trial.kind === 'relay'
    ? text('rendezvous.tried.relay', { server, address })
    : text('rendezvous.tried.outside', { server, address });
}

/** The field that a problem with a server is about. */
export function fieldOf(type: ServerProblem): 'url' | 'user' | 'credential' {
  if (type === 'NotAServer') return 'url';
  return type === 'NeedsPassword' ? 'credential' : 'user';
}

export function problemOfUrl(problems: readonly RendezvousProblem[]): UrlProblem | undefined {
  for (const problem of problems) if (problem.field === 'url') return problem.type;
  return undefined;
}

export function problemOfServer(
  problems: readonly RendezvousProblem[],
  index: number,
): ServerProblem | undefined {
  for (const problem of problems) {
    if (problem.field === 'server' && problem.index === index) return problem.type;
  }
  return undefined;
}
