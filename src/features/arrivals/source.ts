/** One chapter in which something of the partner's may arrive: read again only after something came. */
import type { ArrivedItem } from '../../model/index.js';
import type { Chapter } from '../../session/index.js';

export type ArrivalSource = {
  readonly list: () => readonly ArrivedItem[];
  /** For the next time. */
  readonly readAnew: () => void;
  readonly close: () => void;
};

type Turn = { readonly local: boolean };

/** Closes the chapter in the end. */
export function followSource(
  chapter: Chapter,
  read: (doc: Chapter['doc']) => readonly ArrivedItem[],
  onChange: () => void,
): ArrivalSource {
  let items: readonly ArrivedItem[] | undefined;
  const readAnew = (): void => {
    items = undefined;
  };
  /** One's own writing brings no news, and comes with every keystroke. */
  const follow = (_update: unknown, _origin: unknown, _doc: unknown, turn: Turn): void => {
    if (turn.local) return;
    readAnew();
    onChange();
  };
  chapter.doc.on('update', follow);
  return {
    list: () => {
      items ??= read(chapter.doc);
      return items;
    },
    readAnew,
    close: () => {
      chapter.doc.off('update', follow);
      chapter.close();
    },
  };
}
