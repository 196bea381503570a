/** A data channel with nothing on it but what is measured: small messages there and back, and bytes in bulk. */

const CHUNK_BYTES = 64 * 1024;
const HIGH_WATER_BYTES = 1024 * 1024;
const LOW_WATER_BYTES = 256 * 1024;

export type Ping = {
  /** Sent and answered, by the asking page's clock; heard, by the answering one's. */
  readonly sentAt: number;
  readonly heardAt: number;
  readonly backAt: number;
};

export type RawLine = {
  /** Both sides call this with the other's answer in between; codes are session descriptions. */
  offer(): Promise<string>;
  answer(offer: string): Promise<string>;
  accept(answer: string): Promise<void>;
  opened(): Promise<void>;
  ping(): Promise<Ping>;
  /** Milliseconds until the other side has said that all of it is there. */
  push(bytes: number): Promise<number>;
  close(): void;
};

async function gatherAll(connection: RTCPeerConnection): Promise<string> {
  if (connection.iceGatheringState !== 'complete') {
    await new Promise<void>((resolve) => {
      connection.onicegatheringstatechange = () => {
        if (connection.iceGatheringState === 'complete') resolve();
      };
    });
  }
  return connection.localDescription?.sdp ?? '';
}

export function openRawLine(): RawLine {
  const connection = new RTCPeerConnection({ iceServers: [] });
  const options = { negotiated: true } as const;
  const small = connection.createDataChannel('small', { ...options, id: 0 });
  const bulk = connection.createDataChannel('bulk', { ...options, id: 1 });
  bulk.bufferedAmountLowThreshold = LOW_WATER_BYTES;
  small.binaryType = 'arraybuffer';
  bulk.binaryType = 'arraybuffer';
  const answers: ((time: number) => void)[] = [];
  let expected = 0;
  let got = 0;
  let allThere: (() => void) | undefined;

  small.onmessage = ({ data }: MessageEvent<string>) => {
    const at = performance.now();
    if (data === 'ping') small.send(String(at));
    else if (data === 'all there') allThere?.();
    else if (data.startsWith('expect ')) {
      expected = Number(data.slice('expect '.length));
      got = 0;
    } else answers.shift()?.(Number(data));
  };
  bulk.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    got += data.byteLength;
    if (got >= expected) small.send('all there');
  };

  const push = async (bytes: number): Promise<number> => {
    const payload = new Uint8Array(bytes);
    for (let at = 0; at < bytes; at += 65_536) {
      crypto.getRandomValues(payload.subarray(at, at + 65_536));
    }
    small.send(`expect ${bytes}`);
    const start = performance.now();
    const done = new Promise<void>((resolve) => {
      allThere = resolve;
    });
    for (let at = 0; at < bytes; at += CHUNK_BYTES) {
      if (bulk.bufferedAmount > HIGH_WATER_BYTES) {
        await new Promise((resolve) => {
          bulk.onbufferedamountlow = resolve;
        });
      }
      bulk.send(payload.subarray(at, at + CHUNK_BYTES));
    }
    await done;
    return performance.now() - start;
  };

  return {
    offer: async () => {
      await connection.setLocalDescription(await connection.createOffer());
      return gatherAll(connection);
    },
    answer: async (sdp) => {
      await connection.setRemoteDescription({ type: 'offer', sdp });
      await connection.setLocalDescription(await connection.createAnswer());
      return gatherAll(connection);
    },
    accept: (sdp) => connection.setRemoteDescription({ type: 'answer', sdp }),
    opened: async () => {
      for (const channel of [small, bulk]) {
        if (channel.readyState === 'open') continue;
        await new Promise((resolve) => {
          channel.onopen = resolve;
        });
      }
    },
    ping: async () => {
      const sentAt = performance.now();
      const heard = new Promise<number>((resolve) => answers.push(resolve));
      small.send('ping');
      const heardAt = await heard;
      return { sentAt, heardAt, backAt: performance.now() };
    },
    push,
    close: () => connection.close(),
  };
}
