/** The board as a table both lay notes on: by dragging, or by arrow keys on a note's handle. */
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
} from 'react';
import { useFormats, useText } from '../../messages/index.js';
import type { BoardPlace, Note } from '../../model/index.js';
import { useSession } from '../../session/react.js';
import { classesOf, IconButton, useAnnounce } from '../../ui/index.js';
import styles from './board.module.css';
import { arrowPlace, draggedPlace, layOutNotes } from './board-places.js';
import { excerptOf } from './note-view.js';

const css = classesOf(styles);

/** Pixels a pointer may tremble before a press is a drag. */
const TREMBLE = 5;
/** A move by keys is said once, when the keys have rested this long. */
const REST_MS = 800;

export type FreeBoardProps = {
  readonly notes: readonly Note[];
  readonly editedId: string | undefined;
  readonly onPlace: (id: string, place: BoardPlace) => void;
  readonly renderNote: (note: Note, index: number, handle: ReactNode) => ReactNode;
};

type Extent = CSSProperties & { '--lowest': number };

export function FreeBoard({ notes, editedId, onPlace, renderNote }: FreeBoardProps): ReactNode {
  const places = layOutNotes(notes);
  const lowest = Math.max(0, ...[...places.values()].map(({ y }) => y));
  const extent: Extent = { '--lowest': lowest };
  return (
    <div className={css('table')}>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away with the bullets. */}
      <ul role="list" className={css('canvas')} style={extent}>
        {notes.map((note, index) => (
          <FreeNote
            key={note.id}
            note={note}
            place={places.get(note.id) ?? { x: 0, y: 0 }}
            edited={note.id === editedId}
            onPlace={(place) => onPlace(note.id, place)}
          >
            {(handle) => renderNote(note, index, handle)}
          </FreeNote>
        ))}
      </ul>
    </div>
  );
}

type FreeNoteProps = {
  readonly note: Note;
  readonly place: BoardPlace;
  readonly edited: boolean;
  readonly onPlace: (place: BoardPlace) => void;
  readonly children: (handle: ReactNode) => ReactNode;
};

type Placed = CSSProperties & { '--x': number; '--y': number };

function FreeNote({ note, place, edited, onPlace, children }: FreeNoteProps): ReactNode {
  const text = useText();
  const drag = useDrag(place, onPlace);
  const takeArrow = useArrowKeys(place, onPlace);
  const style: Placed = { '--x': place.x, '--y': place.y };
  const handle = (
    <span className={css('handle')}>
      <IconButton
        icon="move"
        label={text('board.handle', { note: excerptOf(note.text) })}
        onKeyDown={takeArrow}
      />
    </span>
  );
  return (
    <li className={css('laid', edited && 'edited')} style={style} {...(edited ? {} : drag)}>
      {children(handle)}
    </li>
  );
}

function directionOf(element: Element): 'ltr' | 'rtl' {
  return getComputedStyle(element).direction === 'rtl' ? 'rtl' : 'ltr';
}

/** What the keys did is said once they rest, as a share of the board. */
function useArrowKeys(place: BoardPlace, onPlace: (place: BoardPlace) => void) {
  const { clock } = useSession();
  const text = useText();
  const { number } = useFormats();
  const announce = useAnnounce();
  const cancel = useRef<() => void>(undefined);
  useEffect(() => () => cancel.current?.(), []);
  return (event: KeyboardEvent<HTMLElement>): void => {
    const next = arrowPlace(place, event.key, directionOf(event.currentTarget));
    if (!next) return;
    event.preventDefault();
    onPlace(next);
    cancel.current?.();
    const across = number(Math.round(next.x * 100));
    const down = number(Math.round(next.y * 100));
    cancel.current = clock.after(REST_MS, () => announce(text('board.placed', { across, down })));
  };
}

type Drag = { readonly x: number; readonly y: number; readonly pointer: number; moved: boolean };

/**
 * Follows a pointer by transform alone, so that nothing is laid out anew until the note is let go.
 * Fingers drag by the handle only: elsewhere they scroll.
 */
function useDrag(place: BoardPlace, onPlace: (place: BoardPlace) => void) {
  const drag = useRef<Drag>(undefined);
  const justDragged = useRef(false);
  const end = (element: HTMLElement): Drag | undefined => {
    const ended = drag.current;
    drag.current = undefined;
    element.style.translate = '';
    delete element.dataset['held'];
    return ended;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLLIElement>): void => {
      justDragged.current = false;
      if (!event.isPrimary || event.button !== 0 || !mayDrag(event)) return;
      drag.current = { x: event.clientX, y: event.clientY, pointer: event.pointerId, moved: false };
    },
    onPointerMove: (event: PointerEvent<HTMLLIElement>): void => {
      const held = drag.current;
      if (held?.pointer !== event.pointerId) return;
      const x = event.clientX - held.x;
      const y = event.clientY - held.y;
      if (!held.moved && Math.hypot(x, y) < TREMBLE) return;
      if (!held.moved) event.currentTarget.setPointerCapture(event.pointerId);
      held.moved = true;
      event.currentTarget.dataset['held'] = '';
      event.currentTarget.style.translate = `${x}px ${y}px`;
    },
    onPointerUp: (event: PointerEvent<HTMLLIElement>): void => {
      const element = event.currentTarget;
      const ended = end(element);
      if (!ended?.moved) return;
      justDragged.current = true;
      const moved = { x: event.clientX - ended.x, y: event.clientY - ended.y };
      onPlace(draggedPlace(place, moved, sizeAround(element), directionOf(element)));
    },
    // Letting a dragged note go is no press on what lies under the pointer.
    onClickCapture: (event: MouseEvent<HTMLLIElement>): void => {
      if (justDragged.current) event.stopPropagation();
      justDragged.current = false;
    },
    onPointerCancel: (event: PointerEvent<HTMLLIElement>): void => {
      end(event.currentTarget);
    },
  };
}

function mayDrag(event: PointerEvent<HTMLElement>): boolean {
  if (!(event.target instanceof Element)) return false;
  const onHandle = event.target.closest(`.${css('handle')}`) !== null;
  return onHandle || (event.pointerType !== 'touch' && event.target.closest('[popover]') === null);
}

/** The room there is for a note's corner: across without its own width, down by the board's measure. */
function sizeAround(element: HTMLElement): { width: number; height: number } {
  const board = element.parentElement;
  const width = board?.clientWidth ?? 0;
  return { width: width - element.offsetWidth, height: width * BOARD_HEIGHT };
}

/** The board's height in widths; `board.module.css` says the same as 240cqi. */
const BOARD_HEIGHT = 2.4;
