/** Moving a note in reading order without dragging: one names the note it shall stand before. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import type { Note, NoteTarget } from '../../model/index.js';
import { type RowItem, Rows, Sheet } from '../../ui/index.js';
import { excerptOf } from './note-view.js';

export type MoveSheetProps = {
  /** The note to move; undefined while the sheet is closed. */
  readonly note: Note | undefined;
  readonly notes: readonly Note[];
  readonly onMove: (note: Note, target: NoteTarget) => void;
  readonly onClose: () => void;
};

export function MoveSheet({ note, notes, onMove, onClose }: MoveSheetProps): ReactNode {
  const text = useText();
  const title = text('board.move.title', { note: excerptOf(note?.text ?? '') });
  const move = (target: NoteTarget): void => {
    onClose();
    if (note) onMove(note, target);
  };
  return (
    <Sheet
      open={note !== undefined}
      title={title}
      closeLabel={text('common.close')}
      onClose={onClose}
    >
      <Rows items={note ? listTargets(note, notes, text, move) : []} />
    </Sheet>
  );
}

/** Where it stands already is left out: before its follower, and last where it is the last. */
function listTargets(
  note: Note,
  notes: readonly Note[],
  text: ReturnType<typeof useText>,
  move: (target: NoteTarget) => void,
): readonly RowItem[] {
  const at = notes.findIndex(({ id }) => id === note.id);
  const items = notes
    .filter((_, index) => index !== at && index !== at + 1)
    .map((other): RowItem => {
      const label = text('board.move.before', { note: excerptOf(other.text) });
      return { id: other.id, label, icon: 'up', onPress: () => move({ before: other.id }) };
    });
  const last = notes.at(-1);
  if (!last || last.id === note.id) return items;
  const toEnd = { id: 'last', label: text('board.move.last'), icon: 'down' } as const;
  return [...items, { ...toEnd, onPress: () => move({ after: last.id }) }];
}
