/** Where notes lie on the free board, and where the keyboard takes them. Pure. */
import type { BoardPlace, Note } from '../../model/index.js';

/** How far one press of an arrow key goes, as a share of the board. */
export const ARROW_STEP = 0.02;

const COLUMNS = 4;
const ROWS = 10;
const CELLS = COLUMNS * ROWS;
/** Notes beyond the last cell lie on the first ones again, a little aside. */
const ASIDE = 0.015;

type Direction = 'ltr' | 'rtl';

/**
 * A place for every note. One that was never moved lies in the cell of its age, oldest first, so
 * that a new note pushes nothing about.
 */
export function layOutNotes(notes: readonly Note[]): ReadonlyMap<string, BoardPlace> {
  const byAge = [...notes].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  return new Map(byAge.map((note, index) => [note.id, note.place ?? cellPlace(index)]));
}

function cellPlace(index: number): BoardPlace {
  const lap = Math.floor(index / CELLS);
  const cell = index % CELLS;
  return keepOnBoard({
    x: (cell % COLUMNS) / (COLUMNS - 1) + (cell % COLUMNS === COLUMNS - 1 ? -1 : 1) * lap * ASIDE,
    y: Math.floor(cell / COLUMNS) / ROWS + lap * ASIDE,
  });
}

/** Undefined for keys that move nothing. Left is towards the inline start only where reading goes right. */
export function arrowPlace(
  place: BoardPlace,
  key: string,
  direction: Direction,
): BoardPlace | undefined {
  const along = direction === 'rtl' ? -ARROW_STEP : ARROW_STEP;
  const steps: Readonly<Record<string, BoardPlace>> = {
    ArrowLeft: { x: -along, y: 0 },
    ArrowRight: { x: along, y: 0 },
    ArrowUp: { x: 0, y: -ARROW_STEP },
    ArrowDown: { x: 0, y: ARROW_STEP },
  };
  const step = steps[key];
  return step && keepOnBoard({ x: place.x + step.x, y: place.y + step.y });
}

export type BoardSize = { readonly width: number; readonly height: number };

/** The place after a drag of so many pixels; `size` is the room notes have, without their own width. */
export function draggedPlace(
  place: BoardPlace,
  moved: { readonly x: number; readonly y: number },
  size: BoardSize,
  direction: Direction,
): BoardPlace {
  const along = direction === 'rtl' ? -moved.x : moved.x;
  return keepOnBoard({
    x: place.x + along / Math.max(1, size.width),
    y: place.y + moved.y / Math.max(1, size.height),
  });
}

function keepOnBoard({ x, y }: BoardPlace): BoardPlace {
  return { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
}
