/** The marks on Yjs transactions by which the ledger tells whose change it sees. */

/**
 * Give this as the origin of a transaction that is one of many in a row (keystrokes, a drag): such edits
 * are gathered for up to 150 ms before they are sealed. Everything else is sealed before `transact` returns.
 */
export const TYPING: unique symbol = Symbol('typing');

/** For editors whose undo needs an origin of their own: an object like this counts as `TYPING`. */
export type TypingOrigin = { readonly typing: true };

/** On what the ledger itself applies to a chapter or appends to the outer document. */
export const FROM_LEDGER: unique symbol = Symbol('from ledger');

export function isTyping(origin: unknown): boolean {
  if (origin === TYPING) return true;
  return (
    typeof origin === 'object' && origin !== null && 'typing' in origin && origin.typing === true
  );
}
