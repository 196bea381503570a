/** The words somebody chose for an evening, as they chose them. Pressed, they say what they mean. */
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useText } from '../../messages/index.js';
import type { Feeling } from '../../model/index.js';
import { nameFeeling } from '../../telling/index.js';
import { classesOf } from '../../ui/index.js';
import styles from './today.module.css';

const css = classesOf(styles);

const FeelingMeanings = lazy(async () => ({
  default: (await import('./feeling-meanings.js')).FeelingMeanings,
}));

export function FeelingWords({ feelings }: { feelings: readonly Feeling[] }): ReactNode {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const open = (): void => {
    setWasOpened(true);
    setIsOpen(true);
  };
  return (
    <>
      {/* One target for all of them: eight of 44 px would make a ladder of a narrow card. */}
      <button
        type="button"
        className={css('feelings')}
        aria-haspopup="dialog"
        aria-label={text('today.feelings.open', { words: feelings.map(nameFeeling).join(', ') })}
        onClick={open}
      >
        {feelings.map((feeling) => (
          <bdi key={feeling} className={css('feeling')}>
            {nameFeeling(feeling)}
          </bdi>
        ))}
      </button>
      {wasOpened && (
        <Suspense>
          <FeelingMeanings feelings={feelings} open={isOpen} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
