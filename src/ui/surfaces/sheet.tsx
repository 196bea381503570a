/** A sheet that slides up over the page, on wide screens a leaf in the middle: a native modal dialog. */
import {
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { classesOf } from '../classes.js';
import { IconButton } from '../controls/button.js';
import styles from './sheet.module.css';

const css = classesOf(styles);

export type SheetProps = {
  open: boolean;
  /** Asked for by Escape, by the close button, or by a press beside the sheet. */
  onClose: () => void;
  title: string;
  closeLabel: string;
  children: ReactNode;
  /** Buttons that stay in reach while the rest scrolls. */
  actions?: ReactNode;
};

/** A little longer than the slide, so that the words leave with the sheet and not before it. */
const UNTIL_GONE_MS = 260;

/** True while the sheet is open, and until it has slid away. */
function usePresence(open: boolean): boolean {
  const [present, setPresent] = useState(open);
  useEffect(() => {
    if (open) {
      setPresent(true);
      return undefined;
    }
    const timer = setTimeout(() => setPresent(false), UNTIL_GONE_MS);
    return () => clearTimeout(timer);
  }, [open]);
  return open || present;
}

/** Opens and closes the dialog; closing it, also by unmounting, gives the focus back to where it was. */
function useModal(open: boolean) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!open || !element) return undefined;
    element.showModal();
    return () => element.close();
  }, [open]);
  return dialog;
}

function isBeside(event: MouseEvent<HTMLDialogElement>): boolean {
  if (event.target !== event.currentTarget) return false;
  const { left, right, top, bottom } = event.currentTarget.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  return x < left || x > right || y < top || y > bottom;
}

export function Sheet({ open, onClose, title, closeLabel, children, actions }: SheetProps) {
  const titleId = useId();
  const dialog = useModal(open);
  const present = usePresence(open);
  const pressedBeside = useRef(false);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for this is Escape, and comes as `cancel`.
    <dialog
      ref={dialog}
      className={css('sheet')}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      // Some browsers close a dialog at the second Escape without asking.
      onClose={() => open && onClose()}
      // A press that began inside, e.g. while selecting text, must not close it.
      onPointerDown={(event) => {
        pressedBeside.current = isBeside(event);
      }}
      onClick={(event) => {
        if (pressedBeside.current && isBeside(event)) onClose();
      }}
    >
      {present && (
        <div className={css('inside')}>
          <header className={css('top')}>
            <h2 id={titleId} className={css('title')}>
              {title}
            </h2>
            <IconButton icon="close" label={closeLabel} onClick={onClose} />
          </header>
          <div className={css('body')}>{children}</div>
          {actions && <footer className={css('actions')}>{actions}</footer>}
        </div>
      )}
    </dialog>
  );
}
