/** A short word at the foot of the screen, with a way to take back what was just done. */
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { classesOf } from '../classes.js';
import { Button, IconButton } from '../controls/button.js';
import styles from './toast.module.css';

const css = classesOf(styles);

export type ToastMessage = {
  message: string;
  /** Usually undo. The toast leaves once it was pressed. */
  action?: { label: string; onAction: () => void };
};

export type ShowToast = (toast: ToastMessage) => void;

type Shown = ToastMessage & { id: number };

/** Long enough to read, find and press; it waits longer while it is pointed at or focused. */
const STAYS_MS = 8_000;

const ToastContext = createContext<ShowToast>(() => undefined);

function useLeaving(onLeave: () => void, held: boolean): void {
  const leave = useRef(onLeave);
  useEffect(() => {
    leave.current = onLeave;
  });
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => leave.current(), STAYS_MS);
    return () => clearTimeout(timer);
  }, [held]);
}

type ToastProps = { toast: Shown; closeLabel: string; onLeave: () => void };

function Toast({ toast, closeLabel, onLeave }: ToastProps): ReactNode {
  const [held, setHeld] = useState(false);
  useLeaving(onLeave, held);
  const { message, action } = toast;
  const from = useRef<Element | null>(null);
  const leave = (): void => {
    onLeave();
    // Back to where one came from, if that is still there.
    if (from.current instanceof HTMLElement) from.current.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: being pointed at only holds it in place.
    <div
      className={css('toast')}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={({ currentTarget, relatedTarget }) => {
        setHeld(true);
        if (!currentTarget.contains(relatedTarget)) from.current = relatedTarget;
      }}
      onBlur={() => setHeld(false)}
    >
      <p className={css('message')}>{message}</p>
      {action && (
        <Button
          variant="plain"
          icon="undo"
          onClick={() => {
            action.onAction();
            leave();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="close" label={closeLabel} onClick={leave} />
    </div>
  );
}

export type ToastProviderProps = { closeLabel: string; children: ReactNode };

/** Shows one toast at a time: a newer one replaces the one before. */
export function ToastProvider({ closeLabel, children }: ToastProviderProps): ReactNode {
  const [shown, setShown] = useState<Shown>();
  const lastId = useRef(0);
  const show = useCallback<ShowToast>((toast) => {
    lastId.current += 1;
    setShown({ ...toast, id: lastId.current });
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      <div className={css('place')} role="status" aria-live="polite">
        {shown && (
          <Toast
            key={shown.id}
            toast={shown}
            closeLabel={closeLabel}
            onLeave={() => setShown((now) => (now?.id === shown.id ? undefined : now))}
          />
        )}
      </div>
    </ToastContext>
  );
}

export function useToast(): ShowToast {
  return useContext(ToastContext);
}
