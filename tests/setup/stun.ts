/** A STUN server as small as RFC 8489 allows: answers each binding request with an address that is nobody's. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const MAGIC_COOKIE = 0x2112a442;
const XOR_MAPPED_ADDRESS = 0x0020;
const HEADER_BYTES = 20;

/** Of the block that is kept for examples (RFC 5737): no phone has it. */
export const OUTSIDE_ADDRESS = '203.0.113.7';
const OUTSIDE_PORT = 40_000;

export type StunServer = {
  readonly url: string;
  /** How many requests have come so far. */
  readonly asked: () => number;
  stop(): Promise<void>;
};

function answer(request: Buffer): Buffer {
  const response = Buffer.alloc(HEADER_BYTES + 12);
  response.writeUInt16BE(BINDING_SUCCESS, 0);
  response.writeUInt16BE(12, 2);
  request.copy(response, 4, 4, HEADER_BYTES);
  response.writeUInt16BE(XOR_MAPPED_ADDRESS, 20);
  response.writeUInt16BE(8, 22);
  response.writeUInt8(1, 25);
  response.writeUInt16BE(OUTSIDE_PORT ^ (MAGIC_COOKIE >>> 16), 26);
  const address = OUTSIDE_ADDRESS.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  response.writeUInt32BE((address ^ MAGIC_COOKIE) >>> 0, 28);
  return response;
}

export async function startStun(): Promise<StunServer> {
  const socket = createSocket('udp4');
  let asked = 0;
  socket.on('message', (message, { address, port }) => {
    if (message.length < HEADER_BYTES || message.readUInt16BE(0) !== BINDING_REQUEST) return;
    if (message.readUInt32BE(4) !== MAGIC_COOKIE) return;
    asked += 1;
    socket.send(answer(message), port, address);
  });
  socket.bind(0, '0.0.0.0');
  await once(socket, 'listening');
  return {
    url: `stun:127.0.0.1:${socket.address().port}`,
    asked: () => asked,
    stop: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}
