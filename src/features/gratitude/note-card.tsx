/** One note: its words, whose they are, and what can be done with it. */
import { type CSSProperties, type ReactNode, useLayoutEffect, useRef } from 'react';
import { type MessageId, useFormats, useText } from '../../messages/index.js';
import type { Note } from '../../model/index.js';
import { classesOf, type MarkShape, PersonMark, VisuallyHidden } from '../../ui/index.js';
import styles from './board.module.css';
import { type NoteOwner, ownerOf } from './note-view.js';
import type { People } from './people.js';

const css = classesOf(styles);

const BY: Readonly<Record<NoteOwner, MessageId>> = {
  mine: 'board.by.mine',
  partner: 'board.by.partner',
  together: 'board.by.together',
  someone: 'board.by.someone',
};

const SPOKEN: Readonly<Record<NoteOwner, MessageId>> = {
  mine: 'board.spoken.mine',
  partner: 'board.spoken.partner',
  together: 'board.spoken.together',
  someone: 'board.spoken.someone',
};

export function shapeOf(owner: NoteOwner, { mine, partner }: People): MarkShape | undefined {
  if (owner === 'mine') return mine.shape;
  if (owner === 'partner') return partner?.shape;
  return owner === 'together' ? 'together' : undefined;
}

export type NoteCardProps = {
  readonly note: Note;
  readonly people: People;
  /** "3 of 12", read aloud; left out where the note stands alone. */
  readonly position?: { readonly index: number; readonly count: number };
  /** The other one has it open now. */
  readonly isHeld?: boolean;
  /** Makes the words a button that begins editing. */
  readonly onEdit?: () => void;
  /** Stands in place of the words while they are written. */
  readonly editor?: ReactNode;
  /** Menu and handle. */
  readonly tools?: ReactNode;
  /** True just after editing ended by key or button: the focus comes back here. */
  readonly takeFocus?: boolean;
};

type Tilted = CSSProperties & { '--tilt': string };

export function NoteCard(props: NoteCardProps): ReactNode {
  const { note, people, editor, tools } = props;
  const owner = ownerOf(note, people.bond);
  const shape = shapeOf(owner, people);
  const style: Tilted = { '--tilt': `${editor ? 0 : note.tilt}deg` };
  return (
    <article className={css('note', shape ?? 'card')} style={style}>
      {editor ?? <Words {...props} />}
      <footer className={css('foot')}>
        <ByLine {...props} owner={owner} shape={shape} />
        {tools && <span className={css('tools')}>{tools}</span>}
      </footer>
    </article>
  );
}

/** The words are read as text; the button over them only says that they can be changed. */
function Words({ note, onEdit, takeFocus = false }: NoteCardProps): ReactNode {
  const text = useText();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (takeFocus) button.current?.focus({ preventScroll: true });
  }, [takeFocus]);
  return (
    <div className={css('words')}>
      <p className={css('text')} dir="auto">
        {note.text}
      </p>
      {onEdit && (
        <button ref={button} type="button" className={css('over')} onClick={onEdit}>
          <VisuallyHidden>{text('board.edit')}</VisuallyHidden>
        </button>
      )}
    </div>
  );
}

type ByLineProps = NoteCardProps & {
  readonly owner: NoteOwner;
  readonly shape: MarkShape | undefined;
};

function ByLine({ note, people, position, isHeld, owner, shape }: ByLineProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const partner = people.partner?.name ?? text('common.partner');
  const spoken = text(SPOKEN[owner], { partner });
  return (
    <p className={css('by')}>
      <VisuallyHidden>
        {spoken}{' '}
        {position &&
          text('board.position', { position: position.index + 1, count: position.count })}
      </VisuallyHidden>
      <span className={css('by-seen')} aria-hidden="true">
        {shape && <PersonMark shape={shape} size="1.1em" />}
        {text(BY[owner], { partner })}
      </span>
      {isHeld && (
        <span className={css('held')}>
          <PersonMark shape="together" size="1.1em" />
          {text('board.held', { partner })}
        </span>
      )}
      {note.evening && (
        <time className={css('day')} dateTime={note.evening}>
          {formats.shortEvening(note.evening)}
        </time>
      )}
    </p>
  );
}
