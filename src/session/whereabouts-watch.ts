/** While a code is shown, this phone may come to another network: then the code leads to nobody any more. */
import type { Cancel, Clock } from '../kernel/index.js';
import { hasMoved, keepsNames, readWhereabouts } from '../pairing/index.js';

/** A browser tells no page that its address is another; looking costs it some milliseconds. */
const LOOK_EVERY_MS = 3_000;

export type WhereaboutsWatch = {
  /** The offer behind the code. */
  readonly shown: string;
  /** An offer with the addresses of now. */
  readonly look: () => Promise<string | undefined>;
  readonly clock: Clock;
  readonly onMoved: () => void;
};

/** Calls back once. */
export function watchWhereabouts({ shown, look, clock, onMoved }: WhereaboutsWatch): Cancel {
  const before = readWhereabouts(shown);
  let byName: boolean | undefined;
  let isOver = false;
  let cancelTurn: Cancel = () => {};

  const turn = async (): Promise<void> => {
    const offer = await look();
    if (isOver) return;
    const now = readWhereabouts(offer ?? '');
    if (now.names.length > 0) byName ??= keepsNames(before, now);
    if (!hasMoved(before, now, byName ?? false)) return next();
    isOver = true;
    onMoved();
  };
  const next = (): void => {
    cancelTurn = clock.after(LOOK_EVERY_MS, () => void turn());
  };

  // At once: as long as the phone has not moved, this tells whether its browser keeps its names.
  void turn();
  return () => {
    isOver = true;
    cancelTurn();
  };
}
