/** How the partner's sealed answer stands, in one honest sentence. */
import type { Text } from '../../messages/index.js';
import type { OwnCheckin, TheirCheckin } from '../../model/index.js';

type Answers = { readonly mine: OwnCheckin | undefined; readonly theirs: TheirCheckin | undefined };

/** Undefined where there is nothing to say. */
export function describeTheirs(
  text: Text,
  { mine, theirs }: Answers,
  partner: string,
): string | undefined {
  if (!theirs) return undefined;
  if (theirs.seal === 'broken') return text('today.seal.broken', { partner });
  if (theirs.removed) {
    return theirs.changedAfter ? text('today.seal.removed', { partner }) : undefined;
  }
  if (theirs.changedAfter) return text('today.seal.changed', { partner });
  if (theirs.seal !== 'closed') return undefined;
  const hasAnswered = mine !== undefined && mine.place !== 'private';
  return hasAnswered
    ? text('today.seal.theirs.soon', { partner })
    : text('today.seal.theirs', { partner });
}
