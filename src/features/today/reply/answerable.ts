/** Whether there is something of the partner's to answer: what is sealed, broken or removed can't be read. */
import { hasKnownFields, type TheirCheckin } from '../../../model/index.js';

export function isAnswerable(theirs: TheirCheckin | undefined): theirs is TheirCheckin {
  if (!theirs || theirs.removed || theirs.seal === 'broken') return false;
  return hasKnownFields(theirs);
}
