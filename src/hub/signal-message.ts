/** The messages of y-webrtc's signalling protocol, as they come in. Pure. */
import { err, ok, type Result } from '../kernel/index.js';

export type SignalMessage =
  | { readonly type: 'subscribe' | 'unsubscribe'; readonly topics: readonly string[] }
  | { readonly type: 'publish'; readonly topic: string; readonly body: Readonly<object> }
  | { readonly type: 'ping' }
  /** A type of a newer version: passed over, as y-webrtc's own server does. */
  | { readonly type: 'other' };

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const MALFORMED = err({ type: 'Malformed' } as const);

/** `publish` keeps the whole message: what else is in it is between the two phones. */
export function parseSignal(text: string): Result<SignalMessage, { readonly type: 'Malformed' }> {
  const message = parseJson(text);
  if (typeof message !== 'object' || message === null || !('type' in message)) return MALFORMED;
  switch (message.type) {
    case 'subscribe':
    case 'unsubscribe':
      return 'topics' in message && isStrings(message.topics)
        ? ok({ type: message.type, topics: message.topics })
        : MALFORMED;
    case 'publish':
      return 'topic' in message && typeof message.topic === 'string'
        ? ok({ type: 'publish', topic: message.topic, body: message })
        : MALFORMED;
    case 'ping':
      return ok({ type: 'ping' });
    default:
      return ok({ type: 'other' });
  }
}
