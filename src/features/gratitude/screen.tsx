/** The gratitude board: a month at a time, new notes first. */
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { eveningOf, monthOf } from '../../kernel/index.js';
import { useFormats, useText } from '../../messages/index.js';
import { useSession } from '../../session/react.js';
import { pageMonths } from '../../telling/index.js';
import { IconButton, Pager, Screen, useHashPath } from '../../ui/index.js';
import { MonthBoard } from './month-board.js';
import { usePeople } from './people.js';
import { PrivateNotes } from './private-notes.js';
import { Together } from './together.js';

/** Where there is room to lay notes side by side: 900 px at ordinary text size. */
const WIDE = '(width >= 56.25rem)';

function subscribeToWide(listener: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

function useIsWide(): boolean {
  return useSyncExternalStore(subscribeToWide, () => matchMedia(WIDE).matches);
}

/** `#/board?new`, as from "Write a note", begins one at once, also where the board is open already. */
function useAskedForNote(begin: () => void): void {
  const location = useHashPath();
  const isAsked = location.split('?')[1] === 'new';
  useEffect(() => {
    if (!isAsked) return;
    // Asked once: opening the app again at this address is no wish for another note.
    window.location.replace('#/board');
    begin();
  });
}

export function BoardScreen(): ReactNode {
  const { clock } = useSession();
  const text = useText();
  const formats = useFormats();
  const people = usePeople();
  const isWide = useIsWide();
  const thisMonth = monthOf(eveningOf(clock.now(), clock.timeZone()));
  const [month, setMonth] = useState(thisMonth);
  const [asList, setAsList] = useState(false);
  const [beginNote, setBeginNote] = useState(false);
  const begin = (): void => {
    setMonth(thisMonth);
    setBeginNote(true);
  };
  useAskedForNote(begin);
  const isFree = isWide && !asList;
  return (
    <Screen
      title={text('board.title')}
      width="wide"
      takeFocus
      actions={
        <>
          <Together partner={people.partner?.name ?? text('common.partner')} />
          {isWide && (
            <IconButton
              icon={isFree ? 'list' : 'board'}
              label={text(isFree ? 'board.asList' : 'board.asBoard')}
              onClick={() => setAsList(isFree)}
            />
          )}
          <IconButton icon="plus" variant="quiet" label={text('board.add')} onClick={begin} />
        </>
      }
    >
      <Pager {...pageMonths(text, formats, { month, newest: thisMonth, onChange: setMonth })} />
      {/* Another month or another ledger is another board: nothing of the one before may linger. */}
      <MonthBoard
        key={`${people.bond?.since ?? 'alone'}/${month}`}
        month={month}
        people={people}
        isFree={isFree}
        beginNote={beginNote}
        onBegun={() => setBeginNote(false)}
      />
      {people.bond && (
        <PrivateNotes
          key={`${people.bond.since}/${month}/own`}
          month={month}
          bond={people.bond}
          people={people}
        />
      )}
    </Screen>
  );
}
