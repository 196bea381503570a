/** What waited for a bond that is no more. */
import { listStranded, OUTGOING_CHAPTER } from '../model/index.js';
import type { LedgerSpace } from './space.js';

/** With the bond it was meant for, what waits loses whom to go to: it is its author's alone again. */
export async function keepStrandedWords(own: LedgerSpace, bond: string | undefined): Promise<void> {
  const chapter = own.ledger.openChapter(OUTGOING_CHAPTER);
  if (listStranded(chapter.doc, bond).length > 0) {
    const { moveStranded } = await import('./release.js');
    moveStranded(own, chapter.doc, bond);
  }
  chapter.close();
}
