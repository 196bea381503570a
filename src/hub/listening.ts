/** Opens ports, turning what the system says into values. */
import type { Server } from 'node:net';
import { err, ok, type Result } from '../kernel/index.js';
import { errorCode } from './authority-store.js';

export type PortOption = '--port' | '--tls-port';

export type ListenError =
  | { readonly type: 'PortInUse'; readonly port: number; readonly option: PortOption }
  | { readonly type: 'PortForbidden'; readonly port: number; readonly option: PortOption }
  | { readonly type: 'CannotListen'; readonly port: number; readonly code: string };

export type Door = { readonly port: number; readonly option: PortOption };

function describeFault(code: string, { port, option }: Door): ListenError {
  if (code === 'EADDRINUSE') return { type: 'PortInUse', port, option };
  if (code === 'EACCES') return { type: 'PortForbidden', port, option };
  return { type: 'CannotListen', port, code };
}

/** Settles with the port opened. Without a host it is every address of this computer, IPv4 and IPv6. */
export function listen(
  server: Server,
  door: Door,
  host?: string,
): Promise<Result<number, ListenError>> {
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve(err(describeFault(errorCode(error), door)));
    server.once('error', fail);
    server.listen({ port: door.port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', fail);
      const address = server.address();
      resolve(ok(typeof address === 'object' && address ? address.port : door.port));
    });
  });
}
