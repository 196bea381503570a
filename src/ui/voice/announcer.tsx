/** One polite voice for the whole app. It never takes the focus. */
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { VisuallyHidden } from '../layout/visually-hidden.js';
import { type AnnouncementQueue, createAnnouncementQueue } from './announcement-queue.js';

export type Announce = (message: string, options?: { batch?: boolean }) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Screen readers pass over a text that is the same as before, so each is a new element. */
type Spoken = { id: number; message: string };

export function AnnouncerProvider({ children }: { children: ReactNode }): ReactNode {
  const [spoken, setSpoken] = useState<Spoken>({ id: 0, message: '' });
  const queue = useRef<AnnouncementQueue>(undefined);

  useEffect(() => {
    const created = createAnnouncementQueue({
      now: () => performance.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      say: (message) => setSpoken(({ id }) => ({ id: id + 1, message })),
    });
    queue.current = created;
    return () => created.stop();
  }, []);

  const announce = useCallback<Announce>((message, options) => {
    if (options?.batch) queue.current?.sayInBatch(message);
    else queue.current?.sayNow(message);
  }, []);

  return (
    <AnnounceContext value={announce}>
      {children}
      <VisuallyHidden>
        <div role="status" aria-live="polite">
          <span key={spoken.id}>{spoken.message}</span>
        </div>
      </VisuallyHidden>
    </AnnounceContext>
  );
}

/**
 * Reads a sentence aloud to those who listen. With `batch`, for what the partner does live:
 * sentences are gathered and said at most every ten seconds.
 */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}
