/** Joins the code on the screen and the connection behind it, for two who are paired and meet again. */
import { bytesToHex, type Cancel, type Clock, createSignal, type Random } from '../kernel/index.js';
import {
  GLANCE_NONCE_BYTES,
  type GlanceCode,
  type GlanceRefusal,
  glanceToAnswer,
  glanceToOffer,
  readGlance,
  writeGlance,
} from '../pairing/index.js';
import type { GlanceEnd, Sync } from '../sync/index.js';
import type { Secret } from '../vault/index.js';
import type { GlanceState, MeetingAgain } from './glance-faces.js';
import { watchWhereabouts } from './whereabouts-watch.js';

export type GlanceOptions = {
  readonly sync: Pick<Sync, 'glance' | 'status'>;
  readonly proofKey: Secret;
  /** Of this phone's certificate, and of the partner's as it was last seen. */
  readonly ownFingerprint: () => Uint8Array;
  readonly partnerFingerprint: () => Uint8Array;
  readonly clock: Clock;
  readonly random: Random;
};

/** Then something is in the way: another network, or a permission. */
const LATE_AFTER_MS = 10_000;
const MOST_KNOCKS = 4;

type Shown = { readonly nonce: Uint8Array; readonly kind: GlanceCode['kind'] };
type Reason = Extract<GlanceState, { step: 'showing' }>['needsTwo'];

export function meetAgain(options: GlanceOptions): MeetingAgain {
  const { sync, proofKey, clock, random } = options;
  const state = createSignal<GlanceState>({ step: 'idle' });
  let shown: Shown | undefined;
  let theirs: GlanceCode | undefined;
  let knocks = 0;
  /** Counts what was begun: whatever an earlier beginning brings is too late. */
  let turn = 0;
  let cancelLate: Cancel = () => {};
  let stopLooking: Cancel = () => {};

  function letGo(): void {
    turn++;
    cancelLate();
    stopLooking();
    if (shown) sync.glance.withdraw(bytesToHex(shown.nonce));
    if (theirs) sync.glance.withdraw(bytesToHex(theirs.nonce));
    shown = undefined;
    theirs = undefined;
    knocks = 0;
  }

  let stopWatching: () => void = () => {};

  /** From whatever is begun until it is put away: it may be begun again afterwards. */
  function watch(): void {
    stopWatching();
    stopWatching = sync.status.subscribe(() => {
      if (sync.status.get().partner !== 'connected') return;
      letGo();
      state.set({ step: 'connected' });
    });
  }

  function waitForConnection(): void {
    state.set({ step: 'connecting', isLate: false });
    cancelLate();
    cancelLate = clock.after(LATE_AFTER_MS, () => {
      if (state.get().step === 'connecting') state.set({ step: 'connecting', isLate: true });
    });
  }

  /**
   * Shows a code with a connection behind it; another one when the browser gives that up, and two when the
   * other phone came and one of the two was not who the other remembers.
   */
  async function show(kind: GlanceCode['kind'], reason: Reason): Promise<void> {
    const mine = turn;
    state.set({ step: 'preparing' });
    const nonce = random.bytes(GLANCE_NONCE_BYTES);
    const name = bytesToHex(nonce);
    shown = { nonce, kind };
    let isWaiting = false;
    // What fails while it is being made is told by its result; trying again at once would be a busy loop.
    const again = (end: GlanceEnd = 'gone'): void => {
      if (!isWaiting || mine !== turn || shown?.nonce !== nonce) return;
      stopLooking();
      // Theirs answered the code that is gone: it has to be read anew.
      theirs = undefined;
      if (end === 'changed') void show('two', 'changed');
      else void show(kind, reason);
    };
    const offered =
      kind === 'one'
        ? await sync.glance.wait(name, options.partnerFingerprint(), again)
        : await sync.glance.offer(name, again);
    if (mine !== turn || shown.nonce !== nonce) return sync.glance.withdraw(name);
    if (!offered.ok) return state.set({ step: 'failed' });
    isWaiting = true;
    const code = writeGlance({ kind, offer: offered.value, nonce, proofKey });
    if (code === undefined) return state.set({ step: 'no-address' });
    state.set({ step: 'showing', code, needsTwo: reason, hasTheirs: theirs !== undefined });
    stopLooking();
    stopLooking = watchWhereabouts({
      shown: offered.value,
      look: sync.glance.look,
      clock,
      onMoved: () => {
        again();
        sync.glance.withdraw(name);
      },
    });
    if (theirs) await acceptTheirs(theirs, name);
  }

  async function acceptTheirs(code: GlanceCode, name: string): Promise<void> {
    const answer = glanceToAnswer(code, options.ownFingerprint());
    const accepted = await sync.glance.accept(name, answer);
    if (!accepted.ok) state.set({ step: 'failed' });
  }

  async function knock(code: GlanceCode): Promise<void> {
    const mine = turn;
    let isKnocking = false;
    const knocked = await sync.glance.knock(
      bytesToHex(code.nonce),
      glanceToOffer(code, options.partnerFingerprint()),
      (end) => {
        if (mine !== turn) return;
        // Which can be known while this phone still gathers its addresses.
        if (end === 'changed') showTwo('changed');
        else if (isKnocking && ++knocks < MOST_KNOCKS) void knock(code);
      },
    );
    if (mine !== turn) return;
    if (knocked.ok) {
      isKnocking = true;
      return;
    }
    if (knocked.error.type === 'Forbidden') showTwo('forbidden');
    else state.set({ step: 'failed' });
  }

  function showTwo(reason: Reason): void {
    letGo();
    void show('two', reason);
  }

  function goOnWith(code: GlanceCode): void {
    if (code.kind === 'one') {
      letGo();
      theirs = code;
      waitForConnection();
      void knock(code);
    } else if (shown?.kind === 'two') {
      theirs = code;
      const name = bytesToHex(shown.nonce);
      const current = state.get();
      if (current.step === 'showing') state.set({ ...current, hasTheirs: true });
      void acceptTheirs(code, name);
    } else {
      letGo();
      theirs = code;
      void show('two', 'asked');
    }
  }

  return {
    state,
    show: () => {
      letGo();
      watch();
      return show('one', undefined);
    },
    showTwo: () => {
      letGo();
      watch();
      return show('two', 'wished');
    },
    take: (text): GlanceRefusal | undefined => {
      const code = readGlance(text, proofKey, shown ? [shown.nonce] : []);
      if (!code.ok) return code.error;
      watch();
      goOnWith(code.value);
      return undefined;
    },
    stop: () => {
      letGo();
      stopWatching();
      state.set({ step: 'idle' });
    },
  };
}
