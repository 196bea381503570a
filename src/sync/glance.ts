/**
 * Meeting by a code that one phone shows and the other reads. The standby's trick, without a connection to
 * prepare it over: one phone waits with its ports open for credentials that both derive from the code's nonce,
 * the other knocks with them. Where a browser forbids that, each phone takes the other's offer for an answer.
 * SPEC N80 to N87.
 */
import { err, ok, type Result } from '../kernel/index.js';
import type { Secret } from '../vault/index.js';
import type { Connection, ConnectionMaker } from './connection.js';
import type { Glance, GlanceEnd, GlanceError } from './faces.js';
import { ATTEMPT_DEADLINE_MS } from './introducer.js';
import { synthesizeAnswer } from './session-description.js';
import type { Line, Switchboard } from './switchboard.js';
import { deriveCredentials } from './ways-in.js';

export type GlanceOptions = {
  readonly proofKey: Secret;
  readonly switchboard: Switchboard;
  /** Undefined where this browser can't connect. */
  readonly maker: Promise<ConnectionMaker | undefined>;
};

/** Apart from the standby's, whose ids are bare digits. */
function lineOf(nonce: string): string {
  return `glance/${nonce}`;
}

export function createGlance({ proofKey, switchboard, maker }: GlanceOptions): Glance {
  async function addLine(
    nonce: string,
    deadlineMs: number | undefined,
    onEnd: (end: GlanceEnd) => void,
  ): Promise<Line | undefined> {
    const make = await maker;
    if (!make) return undefined;
    const connection = make();
    return switchboard.add(lineOf(nonce), connection, {
      route: 'codes',
      deadlineMs,
      hidden: true,
      onEnd: () => onEnd(connection.isRefused() ? 'changed' : 'gone'),
    });
  }

  /** A description that a browser refuses ends the line; which refusal it was decides what comes next. */
  async function attempt<T>(
    nonce: string,
    work: () => Promise<T>,
  ): Promise<Result<T, GlanceError>> {
    try {
      return ok(await work());
    } catch (error) {
      switchboard.withdraw(lineOf(nonce));
      const isForbidden = error instanceof Error && error.name === 'InvalidModificationError';
      return err({ type: isForbidden ? 'Forbidden' : 'Failed' });
    }
  }

  async function offerFrom(
    nonce: string,
    onEnd: (end: GlanceEnd) => void,
    prepare: (connection: Connection, offer: string) => Promise<void>,
  ): Promise<Result<string, GlanceError>> {
    const line = await addLine(nonce, undefined, onEnd);
    if (!line) return err({ type: 'Failed' });
    return attempt(nonce, async () => {
      const offer = await line.connection.offer();
      await prepare(line.connection, offer);
      return offer;
    });
  }

  return {
    wait: (nonce, fingerprint, onEnd) =>
      offerFrom(nonce, onEnd, (connection, offer) => {
        const credentials = deriveCredentials(proofKey, lineOf(nonce));
        return connection.waitFor(synthesizeAnswer(offer, credentials, fingerprint));
      }),
    offer: (nonce, onEnd) => offerFrom(nonce, onEnd, async () => {}),
    knock: async (nonce, offer, onEnd) => {
      const line = await addLine(nonce, ATTEMPT_DEADLINE_MS, onEnd);
      if (!line) return err({ type: 'Failed' });
      const credentials = deriveCredentials(proofKey, lineOf(nonce));
      return attempt(nonce, async () => {
        await line.connection.answer(offer, credentials);
      });
    },
    accept: async (nonce, answer) => {
      const line = switchboard.find(lineOf(nonce));
      if (!line) return err({ type: 'Failed' });
      return attempt(nonce, () => line.connection.accept(answer));
    },
    withdraw: (nonce) => switchboard.withdraw(lineOf(nonce)),
    look: async () => {
      const connection = (await maker)?.();
      const offer = await connection?.offer().catch(() => undefined);
      connection?.close();
      return offer;
    },
  };
}
