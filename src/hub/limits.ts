/** How much one socket, one address and all of them together may ask of the hub. Pure. */

export type Limits = {
  /** Bytes of one message. */
  readonly messageBytes: number;
  readonly topicsPerSocket: number;
  /** UTF-16 units of a topic's name; a room name is 43 characters. */
  readonly topicLength: number;
  readonly socketsPerAddress: number;
  readonly sockets: number;
  readonly messagesPerSecond: number;
  /** Messages that may come at once after a quiet while. */
  readonly burst: number;
  /** Bytes waiting for a socket that does not read; beyond, it is cut off. */
  readonly backlogBytes: number;
  /** Milliseconds between pings; a socket that has not answered by the next one is dead. */
  readonly pingEveryMs: number;
};

export const LIMITS: Limits = {
  messageBytes: 65_536,
  topicsPerSocket: 8,
  topicLength: 128,
  socketsPerAddress: 16,
  sockets: 256,
  messagesPerSecond: 20,
  burst: 60,
  backlogBytes: 1_048_576,
  pingEveryMs: 30_000,
};

/** Tokens left, and when (epoch ms) that was so. */
export type Bucket = { readonly tokens: number; readonly at: number };

export function fillBucket(limits: Limits, now: number): Bucket {
  return { tokens: limits.burst, at: now };
}

/** The bucket after one message, or undefined when that message was one too many. */
export function takeToken(bucket: Bucket, limits: Limits, now: number): Bucket | undefined {
  const seconds = Math.max(0, now - bucket.at) / 1000;
  const tokens = Math.min(limits.burst, bucket.tokens + seconds * limits.messagesPerSecond);
  return tokens < 1 ? undefined : { tokens: tokens - 1, at: now };
}
