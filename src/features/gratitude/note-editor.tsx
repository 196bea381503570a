/** Writing in a note, in its place, while the other may be writing in it too. */
import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useLayoutEffect,
  useRef,
} from 'react';
import { useText } from '../../messages/index.js';
import { NOTE_LIMIT, noteText, writeNote } from '../../model/index.js';
import { TYPING } from '../../session/index.js';
import { useSession } from '../../session/react.js';
import { Button, classesOf, TextArea } from '../../ui/index.js';
import { bindTextArea } from './bind-text-area.js';
import styles from './board.module.css';
import type { Board } from './use-board.js';

const css = classesOf(styles);

export type NoteEditorProps = {
  readonly board: Board;
  readonly id: string;
  readonly onDone: (how: { readonly returnFocus: boolean }) => void;
};

/** Binds while mounted; what is typed is sealed at the latest when the editor goes away. */
function useBoundArea({ chapter, author }: Board, id: string) {
  const session = useSession();
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    const release = bindTextArea(element, {
      text: noteText(chapter.doc, id),
      write: (splices) => writeNote(chapter.doc, id, splices, { hand: author, origin: TYPING }),
      hasFocus: () => document.activeElement === element,
    });
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
    return () => {
      release();
      session.flush();
    };
  }, [chapter, author, id, session]);
  return area;
}

export function NoteEditor({ board, id, onDone }: NoteEditorProps): ReactNode {
  const text = useText();
  const session = useSession();
  const area = useBoundArea(board, id);
  const leave = (event: FocusEvent<HTMLElement>): void => {
    session.flush();
    // Looking at another window for a moment is not the end of writing.
    if (!document.hasFocus() || event.currentTarget.contains(event.relatedTarget)) return;
    onDone({ returnFocus: false });
  };
  const endByKey = (event: KeyboardEvent): void => {
    const isDone =
      event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
    if (!isDone || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onDone({ returnFocus: true });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to what bubbles from the textarea.
    <div className={css('editor')} onBlur={leave} onKeyDown={endByKey}>
      <TextArea
        ref={area}
        label={text('board.editor')}
        hideLabel
        placeholder={text('board.placeholder')}
        maxLength={NOTE_LIMIT}
        rows={3}
      />
      <Button icon="check" onClick={() => onDone({ returnFocus: true })}>
        {text('board.done')}
      </Button>
    </div>
  );
}
