/**
 * The connection behind a code. A code stays on screen for minutes, and Firefox gives a connection up for good
 * 5 to 11 s after it was told the partner's code while the partner hasn't ours yet (measured, Firefox 153; ICE
 * that was started can't be paused). So a connection that ends before it opened is built again with the very
 * same credentials and certificate, which keeps the shown code true; only where the browser refuses that
 * (Chromium's field trial against written credentials) a new code has to be shown. Chromium itself never gives up.
 */

import type { Clock } from '../kernel/index.js';
import { createCertificate } from '../vault/index.js';
import { createLine, type Line } from './line.js';
import { chooseRole, type Endpoint, readSdp, writeAnswer } from './sdp.js';

export type ConnectionParts = {
  readonly peerConnection: typeof RTCPeerConnection;
  readonly certificate: RTCCertificate | undefined;
  readonly clock: Clock;
  /** What a code has to say of this end. Comes again, with another endpoint, if a new code must be shown. */
  readonly onGathered: (endpoint: Endpoint) => void;
  readonly onRefused: () => void;
  readonly onOpen: () => void;
  readonly onMessage: (bytes: Uint8Array) => void;
  readonly onClosed: () => void;
};

export type Connection = {
  readonly gather: () => void;
  readonly connect: (theirs: Endpoint) => void;
  readonly send: (bytes: Uint8Array) => void;
  readonly close: () => void;
};

/** A pause before building anew, so that a browser that fails at once doesn't spin. */
const REBUILD_MS = 500;

export function createConnection(parts: ConnectionParts): Connection {
  return new CodeConnection(parts);
}

class CodeConnection implements Connection {
  readonly #parts: ConnectionParts;
  /** Made once, so that a rebuilt connection has the fingerprint the code told. */
  #certificate: Promise<RTCCertificate | undefined> | undefined;
  #line: Line | undefined;
  #mine: Endpoint | undefined;
  #theirs: Endpoint | undefined;
  #opened = false;
  /** Counts what made earlier work stale: whatever was begun under another number is dropped. */
  #round = 0;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  gather(): void {
    this.close();
    this.#theirs = undefined;
    void this.#describeAnew(this.#round);
  }

  connect(theirs: Endpoint): void {
    this.#theirs = theirs;
    const round = this.#round;
    this.#applyTheirs().catch(() => round === this.#round && this.#parts.onRefused());
  }

  send(bytes: Uint8Array): void {
    this.#line?.send(bytes);
  }

  close(): void {
    this.#round++;
    this.#line?.close();
    this.#line = undefined;
    this.#opened = false;
  }

  async #describeAnew(round: number): Promise<void> {
    try {
      const line = await this.#openLine(round);
      const read = line && readSdp(await line.describe());
      if (!read || round !== this.#round) return;
      if (!read.ok) return this.#parts.onRefused();
      this.#mine = read.value;
      this.#parts.onGathered(read.value);
    } catch {
      if (round === this.#round) this.#parts.onRefused();
    }
  }

  async #openLine(round: number): Promise<Line | undefined> {
    const { certificate, clock, onMessage, peerConnection } = this.#parts;
    this.#certificate ??= certificate
      ? Promise.resolve(certificate)
      : createCertificate(peerConnection).then((made) => (made.ok ? made.value : undefined));
    const used = await this.#certificate;
    if (round !== this.#round) return undefined;
    this.#line = createLine({
      peerConnection,
      certificate: used,
      clock,
      onOpen: () => {
        if (round !== this.#round) return;
        this.#opened = true;
        this.#parts.onOpen();
      },
      onMessage: (bytes) => {
        if (round === this.#round) onMessage(bytes);
      },
      onLost: () => {
        if (round === this.#round) this.#lose();
      },
    });
    return this.#line;
  }

  async #applyTheirs(): Promise<void> {
    const mine = this.#mine;
    const theirs = this.#theirs;
    if (!mine || !theirs) return;
    const role = chooseRole(theirs.fingerprint, mine.fingerprint);
    await this.#line?.applyAnswer(writeAnswer(theirs, role));
  }

  #lose(): void {
    if (this.#opened) {
      this.#parts.onClosed();
      return;
    }
    this.close();
    const round = this.#round;
    this.#parts.clock.after(REBUILD_MS, () => {
      if (round === this.#round) void this.#rebuild(round);
    });
  }

  async #rebuild(round: number): Promise<void> {
    const mine = this.#mine;
    try {
      const line = await this.#openLine(round);
      const read = line && mine && readSdp(await line.describe(mine));
      if (!read || round !== this.#round) return;
      if (read.ok && hasSameName(read.value, mine)) return await this.#applyTheirs();
    } catch {
      // Falls through to a new code.
    }
    if (round !== this.#round) return;
    this.close();
    await this.#describeAnew(this.#round);
  }
}

/** Addresses may differ: the side that was already told ours is found by our own checks. */
function hasSameName(a: Endpoint, b: Endpoint): boolean {
  return (
    a.ufrag === b.ufrag &&
    a.password === b.password &&
    a.fingerprint.every((byte, i) => byte === b.fingerprint[i])
  );
}
