/** One month's board as the screen needs it: its notes, kept current, and what can be done with them. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import {
  addNote,
  type BoardPlace,
  eraseNote,
  finishDueRemovals,
  moveNote,
  type Note,
  type NoteTarget,
  placeNote,
  readNote,
  readNotes,
} from '../../model/index.js';
import type { Chapter, Session } from '../../session/index.js';
import { useChapterValue, useSession } from '../../session/react.js';
import { useAnnounce, useToast } from '../../ui/index.js';
import { type NewsKind, newsBetween } from './board-news.js';
import { excerptOf, isShown } from './note-view.js';
import { type BoardAddress, removeWithUndo } from './removals.js';

export type Board = {
  readonly chapter: Chapter;
  readonly author: BoardAddress['author'];
  /** In reading order, those that are shown. */
  readonly notes: readonly Note[];
  readonly editedId: string | undefined;
  readonly add: () => void;
  readonly edit: (id: string) => void;
  readonly endEdit: () => void;
  readonly remove: (note: Note) => void;
  readonly move: (note: Note, target: NoteTarget) => void;
  readonly place: (id: string, place: BoardPlace) => void;
};

const NEWS: Readonly<Record<NewsKind, MessageId>> = {
  added: 'board.news.added',
  changed: 'board.news.changed',
  gone: 'board.news.gone',
};

/** What comes from the other phone while the board is looked at is said now and then, never each letter. */
function useNews(chapter: Chapter, mySide: BoardAddress['author'], partner: string): void {
  const text = useText();
  const announce = useAnnounce();
  useEffect(() => {
    const { doc } = chapter;
    const partnerSide = mySide === 'a' ? 'b' : 'a';
    let before = readNotes(doc);
    const follow = (_update: Uint8Array, _origin: unknown, _doc: unknown, turn: Turn): void => {
      const after = readNotes(doc);
      const kinds = turn.local ? [] : newsBetween(before, after, partnerSide);
      before = after;
      for (const kind of kinds) announce(text(NEWS[kind], { partner }), { batch: true });
    };
    doc.on('update', follow);
    return () => doc.off('update', follow);
  }, [chapter, mySide, partner, text, announce]);
}

type Turn = { readonly local: boolean };

/** The note being written in. One that ends without a word is taken away again. */
function useEditing(chapter: Chapter, author: BoardAddress['author'], session: Session) {
  const [editedId, setEditedId] = useState<string | undefined>(undefined);
  const edited = useRef<string | undefined>(undefined);
  const endEdit = useCallback(() => {
    const id = edited.current;
    edited.current = undefined;
    setEditedId(undefined);
    session.flush();
    if (id === undefined) return;
    const { text, hands } = readNote(chapter.doc, id);
    const isMineAlone = hands.every((hand) => hand === author);
    if (text.trim() === '' && isMineAlone) eraseNote(chapter.doc, id, author);
  }, [chapter, author, session]);
  const edit = useCallback(
    (id: string) => {
      if (edited.current !== id) endEdit();
      edited.current = id;
      setEditedId(id);
    },
    [endEdit],
  );
  // A layout effect ends before the chapter is closed, which an ordinary one might not.
  useLayoutEffect(() => endEdit, [endEdit]);
  return { editedId, edit, endEdit };
}

function useRemoving(address: BoardAddress, session: Session): (note: Note) => void {
  const text = useText();
  const toast = useToast();
  const announce = useAnnounce();
  return (note) => {
    const undo = removeWithUndo(session, address, note.id);
    const onAction = (): void => {
      const isBack = undo();
      announce(text(isBack ? 'board.undone' : 'board.undo.late'));
    };
    toast({
      message: text('board.removed', { note: excerptOf(note.text) }),
      action: { label: text('board.undo'), onAction },
    });
  };
}

export function useBoard(chapter: Chapter, address: BoardAddress, partner: string): Board {
  const session = useSession();
  const text = useText();
  const announce = useAnnounce();
  const { author } = address;
  const { editedId, edit, endEdit } = useEditing(chapter, author, session);
  const all = useChapterValue(chapter, (doc) => readNotes(doc, editedId)) ?? [];
  const notes = all.filter((note) => isShown(note, editedId));
  useNews(chapter, author, partner);
  useEffect(() => {
    finishDueRemovals(chapter.doc, { by: author, now: session.clock.now() });
  }, [chapter, author, session]);

  const isEditedGone = editedId !== undefined && !notes.some(({ id }) => id === editedId);
  useEffect(() => {
    if (!isEditedGone) return;
    endEdit();
    announce(text('board.news.gone'));
  }, [isEditedGone, endEdit, announce, text]);

  return {
    chapter,
    author,
    notes,
    editedId,
    edit,
    endEdit,
    add: () => edit(addNote(chapter.doc, { author, text: '' }, session)),
    remove: useRemoving(address, session),
    move: (note, target) => {
      moveNote(chapter.doc, note.id, target, session.random);
      announce(describeMove(readNotes(chapter.doc), note, target, text));
    },
    place: (id, place) => placeNote(chapter.doc, id, place),
  };
}

function describeMove(
  all: readonly Note[],
  moved: Note,
  target: NoteTarget,
  text: ReturnType<typeof useText>,
): string {
  const notes = all.filter((note) => isShown(note, undefined));
  const neighbourId = 'before' in target ? target.before : target.after;
  const neighbour = notes.find(({ id }) => id === neighbourId);
  return text('before' in target ? 'board.moved.before' : 'board.moved.after', {
    note: excerptOf(neighbour?.text ?? ''),
    position: notes.findIndex(({ id }) => id === moved.id) + 1,
    count: notes.length,
  });
}
