/** What the tabs of one browser tell each other about the bond and the other phone; words never pass here. */

import type { SyncStatus } from '../sync/index.js';

export type TabMessage =
  | { readonly type: 'bond-changed' }
  | { readonly type: 'ask-status' }
  | { readonly type: 'status'; readonly status: SyncStatus };

export type TabTalk = {
  readonly tell: (message: TabMessage) => void;
  readonly close: () => void;
};

function isTabMessage(value: unknown): value is TabMessage {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return value.type === 'bond-changed' || value.type === 'ask-status' || value.type === 'status';
}

export function openTabTalk(hear: (message: TabMessage) => void): TabTalk {
  const channel = new BroadcastChannel('vesper-session');
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isTabMessage(data)) hear(data);
  };
  return { tell: (message) => channel.postMessage(message), close: () => channel.close() };
}
