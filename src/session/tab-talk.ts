/** What the tabs of one browser tell each other about the bond and the other phone; words never pass here. */

import type { PhoneStatus } from './phone-status.js';
import type { PresenceMessage } from './presence.js';

export type TabMessage =
  | { readonly type: 'bond-changed' }
  | { readonly type: 'ask-status' }
  | { readonly type: 'rendezvous-changed' }
  | { readonly type: 'status'; readonly status: PhoneStatus }
  | { readonly type: 'connections' | 'presence'; readonly on: boolean }
  | PresenceMessage;

export type TabTalk = {
  readonly tell: (message: TabMessage) => void;
  readonly close: () => void;
};

const TYPES: ReadonlySet<unknown> = new Set([
  'bond-changed',
  'ask-status',
  'rendezvous-changed',
  'status',
  'connections',
  'presence',
  'here',
  'there',
] satisfies TabMessage['type'][]);

function isTabMessage(value: unknown): value is TabMessage {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return TYPES.has(value.type);
}

export function openTabTalk(hear: (message: TabMessage) => void): TabTalk {
  const channel = new BroadcastChannel('vesper-session');
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isTabMessage(data)) hear(data);
  };
  return { tell: (message) => channel.postMessage(message), close: () => channel.close() };
}
