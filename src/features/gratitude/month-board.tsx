/** One month's notes: as a list in reading order, or on wide screens as a board. */
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../messages/index.js';
import { gratitudeChapter, type Note } from '../../model/index.js';
import type { Chapter } from '../../session/index.js';
import { useChapter } from '../../session/react.js';
import { usePresence } from '../../session/react-presence.js';
import { Button, classesOf, EmptyState, Menu, Spinner, VisuallyHidden } from '../../ui/index.js';
import styles from './board.module.css';
import { FreeBoard } from './free-board.js';
import { MoveSheet } from './move-sheet.js';
import { NoteCard } from './note-card.js';
import { NoteEditor } from './note-editor.js';
import { excerptOf } from './note-view.js';
import type { People } from './people.js';
import { type Board, useBoard } from './use-board.js';

const css = classesOf(styles);

export type MonthBoardProps = {
  readonly month: string;
  readonly people: People;
  readonly isFree: boolean;
  /** Begin with a new note, once. */
  readonly beginNote: boolean;
  readonly onBegun: () => void;
};

export function MonthBoard(props: MonthBoardProps): ReactNode {
  const text = useText();
  const space = props.people.bond ? 'shared' : 'private';
  const chapter = useChapter(space, gratitudeChapter(props.month));
  if (chapter) return <OpenBoard {...props} chapter={chapter} />;
  return (
    <div role="status">
      <Spinner />
      <VisuallyHidden>{text('board.loading')}</VisuallyHidden>
    </div>
  );
}

function OpenBoard(props: MonthBoardProps & { readonly chapter: Chapter }): ReactNode {
  const { chapter, month, people, isFree, beginNote, onBegun } = props;
  const text = useText();
  const address = {
    space: people.bond ? ('shared' as const) : ('private' as const),
    name: gratitudeChapter(month),
    author: people.bond?.mySide ?? ('me' as const),
  };
  const board = useBoard(chapter, address, people.partner?.name ?? text('common.partner'));
  const [moved, setMoved] = useState<Note | undefined>(undefined);
  // Only the board that both have: what is private is no place.
  const there = usePresence(people.bond && `board/${month}`, board.editedId);
  const { add } = board;
  useEffect(() => {
    if (!beginNote) return;
    onBegun();
    add();
  });
  if (board.notes.length === 0) return <EmptyBoard people={people} onAdd={board.add} />;
  const shown = { board, people, heldId: there?.item, onMove: setMoved };
  return (
    <>
      {isFree ? <FreeNotes {...shown} /> : <NoteList {...shown} />}
      <MoveSheet
        note={moved}
        notes={board.notes}
        onMove={board.move}
        onClose={() => setMoved(undefined)}
      />
    </>
  );
}

type NotesProps = {
  readonly board: Board;
  readonly people: People;
  /** The note that the other one has open now. */
  readonly heldId: string | undefined;
  readonly onMove: (note: Note) => void;
};

function NoteList(props: NotesProps): ReactNode {
  const { board } = props;
  const render = useNoteRendering(props);
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away with the bullets.
    <ul role="list" className={css('list')}>
      {board.notes.map((note, index) => (
        <li key={note.id}>{render(note, index)}</li>
      ))}
    </ul>
  );
}

function FreeNotes(props: NotesProps): ReactNode {
  const { board } = props;
  const render = useNoteRendering(props);
  return (
    <FreeBoard
      notes={board.notes}
      editedId={board.editedId}
      onPlace={board.place}
      renderNote={render}
    />
  );
}

/** The same card in the list and on the free board, where it also has a handle. */
function useNoteRendering({ board, people, heldId, onMove }: NotesProps) {
  const [leftId, setLeftId] = useState<string | undefined>(undefined);
  return (note: Note, index: number, handle?: ReactNode): ReactNode => {
    const isEdited = note.id === board.editedId;
    const edit = (): void => {
      setLeftId(undefined);
      board.edit(note.id);
    };
    const end = ({ returnFocus }: { readonly returnFocus: boolean }): void => {
      board.endEdit();
      setLeftId(returnFocus ? note.id : undefined);
    };
    const remove = (): void => {
      const next = board.notes[index + 1] ?? board.notes[index - 1];
      board.remove(note);
      setLeftId(next?.id);
    };
    return (
      <NoteCard
        note={note}
        people={people}
        position={{ index, count: board.notes.length }}
        isHeld={note.id === heldId}
        onEdit={edit}
        editor={isEdited ? <NoteEditor board={board} id={note.id} onDone={end} /> : undefined}
        takeFocus={note.id === leftId}
        tools={
          !isEdited && (
            <>
              {handle}
              <NoteMenu note={note} board={board} onEdit={edit} onMove={onMove} onRemove={remove} />
            </>
          )
        }
      />
    );
  };
}

type NoteMenuProps = {
  readonly note: Note;
  readonly board: Board;
  readonly onEdit: () => void;
  readonly onMove: (note: Note) => void;
  readonly onRemove: () => void;
};

function NoteMenu({ note, board, onEdit, onMove, onRemove }: NoteMenuProps): ReactNode {
  const text = useText();
  return (
    <Menu
      label={text('board.menu', { note: excerptOf(note.text) })}
      items={[
        {
          id: 'move',
          label: text('board.move'),
          icon: 'move',
          disabled: board.notes.length < 2,
          onSelect: () => onMove(note),
        },
        { id: 'edit', label: text('board.edit'), icon: 'pencil', onSelect: onEdit },
        {
          id: 'remove',
          label: text('board.remove'),
          icon: 'trash',
          danger: true,
          onSelect: onRemove,
        },
      ]}
    />
  );
}

function EmptyBoard({ people, onAdd }: { people: People; onAdd: () => void }): ReactNode {
  const text = useText();
  const ghost: Note = {
    id: 'ghost',
    author: people.bond?.mySide ?? 'me',
    hands: [],
    createdAt: 0,
    evening: undefined,
    tilt: -1,
    text: text('board.empty.ghost'),
    place: undefined,
  };
  return (
    <EmptyState
      ghost={<NoteCard note={ghost} people={people} />}
      sentence={text(people.bond ? 'board.empty.two' : 'board.empty.one')}
      action={
        <Button variant="primary" icon="plus" onClick={onAdd}>
          {text('board.add')}
        </Button>
      }
    />
  );
}
