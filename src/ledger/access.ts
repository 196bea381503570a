/** Who may write where: the one rule that keeps partners from putting words in each other's mouth. */
import type { DeviceId } from '../vault/index.js';

export type Side = 'a' | 'b';

export type LedgerDevice = {
  readonly id: DeviceId;
  /** 32 bytes, Ed25519. */
  readonly publicKey: Uint8Array;
  readonly side: Side;
};

/** A chapter whose name ends in `@a` or `@b` is written by that side's devices only; any other by both. */
export function mayWriteChapter(name: string, side: Side): boolean {
  const owner = ownerOf(name);
  return owner === undefined || owner === side;
}

/** Whether only this side's devices write here. */
export function belongsTo(name: string, side: Side): boolean {
  return ownerOf(name) === side;
}

function ownerOf(name: string): string | undefined {
  return /@([ab])$/.exec(name)?.[1];
}
