/** One ordered, reliable data channel as the layers above it see it: whole byte strings in and out. */

export type ChannelListener = {
  readonly opened: () => void;
  readonly received: (bytes: Uint8Array) => void;
  /** The send buffer has run down to the low water mark. */
  readonly drained: () => void;
  readonly closed: () => void;
};

export type RawChannel = {
  readonly send: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly bufferedAmount: () => number;
  /** One listener. Calls `opened` later even when the channel is open already. */
  readonly listen: (listener: ChannelListener) => void;
  readonly close: () => void;
};

export function wrapDataChannel(channel: RTCDataChannel, lowWaterBytes: number): RawChannel {
  channel.binaryType = 'arraybuffer';
  channel.bufferedAmountLowThreshold = lowWaterBytes;
  return {
    send: (bytes) => {
      // Between the network's closing and our hearing of it a send throws; `closed` follows and tells.
      if (channel.readyState === 'open') channel.send(bytes);
    },
    bufferedAmount: () => channel.bufferedAmount,
    listen: (listener) => {
      channel.onopen = () => listener.opened();
      channel.onclose = () => listener.closed();
      channel.onbufferedamountlow = () => listener.drained();
      channel.onmessage = ({ data }: MessageEvent<unknown>) => {
        // Text is nothing we ever send: an empty frame makes the layer above refuse it.
        listener.received(data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array());
      };
      if (channel.readyState === 'open') queueMicrotask(() => listener.opened());
    },
    close: () => channel.close(),
  };
}
