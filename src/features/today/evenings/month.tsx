/** One month of evenings: its name at any time, what was written in it while it is near the window. */
import { type ReactNode, startTransition, useEffect, useId, useRef, useState } from 'react';
import type { LocalDate, Month } from '../../../kernel/index.js';
import { useFormats, useText } from '../../../messages/index.js';
import { type EveningOfTwo, isResting } from '../../../model/index.js';
import type { LookBack } from '../../../session/index.js';
import { useMonthKept } from '../../../session/react-look-back.js';
import {
  ButtonLink,
  classesOf,
  EmptyState,
  Icon,
  type PartOfList,
  Stack,
  TwoLamps,
  VisuallyHidden,
} from '../../../ui/index.js';
import { Pair } from '../pair.js';
import { usePeople } from '../people.js';
import styles from '../today.module.css';
import { EveningMenu } from './evening-menu.js';
import { checkinPath } from './paths.js';
import type { Rests } from './use-rests.js';

const css = classesOf(styles);

/** As many as a tall window shows. */
const FIRST_EVENINGS = 5;

export type MonthOfEveningsProps = PartOfList & {
  readonly month: Month;
  /** Its name stands above it already, and it is shown also while nothing is in it. */
  readonly isFirst: boolean;
  readonly lookBack: LookBack;
  readonly rests: Rests;
  /** An evening that is to be found at once. */
  readonly asked: LocalDate | undefined;
};

export function MonthOfEvenings(props: MonthOfEveningsProps): ReactNode {
  const { month, isFirst, isNear } = props;
  const formats = useFormats();
  const id = useId();
  const name = <h2 id={id}>{formats.month(month)}</h2>;
  return (
    <section aria-labelledby={id} className={css('month')}>
      {isFirst ? <VisuallyHidden>{name}</VisuallyHidden> : name}
      {isNear && <Evenings {...props} />}
    </section>
  );
}

function Evenings({
  month,
  isFirst,
  lookBack,
  rests,
  asked,
  room,
}: MonthOfEveningsProps): ReactNode {
  const text = useText();
  const kept = useMonthKept(lookBack, month);
  const evenings = useFewFirst(kept, asked);
  if (!kept || !evenings) return <div style={{ minBlockSize: room }} />;
  if (kept.length === 0 && isFirst) {
    return <EmptyState ghost={<TwoLamps size="3rem" />} sentence={text('evenings.empty')} />;
  }
  return (
    <Stack gap={32}>
      {evenings.map((evening) => (
        <OneEvening
          key={evening.evening}
          evening={evening}
          rests={rests}
          isAsked={evening.evening === asked}
        />
      ))}
    </Stack>
  );
}

/**
 * What fills the window comes at once, and the rest when there is a moment for it, without holding up a tap or a
 * scroll. An evening that is asked for comes with the first.
 */
function useFewFirst(
  evenings: readonly EveningOfTwo[] | undefined,
  asked: LocalDate | undefined,
): readonly EveningOfTwo[] | undefined {
  const at = evenings?.findIndex(({ evening }) => evening === asked) ?? -1;
  const [isWhole, setIsWhole] = useState(false);
  const isRead = evenings !== undefined;
  useEffect(() => {
    if (isRead) startTransition(() => setIsWhole(true));
  }, [isRead]);
  return isWhole ? evenings : evenings?.slice(0, Math.max(FIRST_EVENINGS, at + 1));
}

type OneEveningProps = {
  readonly evening: EveningOfTwo;
  readonly rests: Rests;
  readonly isAsked: boolean;
};

function OneEvening({ evening, rests, isAsked }: OneEveningProps): ReactNode {
  const text = useText();
  const formats = useFormats();
  const { me, partner } = usePeople();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isAsked) heading.current?.focus();
  }, [isAsked]);
  const date = formats.evening(evening.evening);
  return (
    <article aria-labelledby={id} className={css('one-evening')}>
      <div className={css('evening-head')}>
        <h3 ref={heading} id={id} tabIndex={-1} className={css('section-title')}>
          {date}
        </h3>
        {isResting(rests.list ?? [], evening.evening) && (
          <span className={css('resting')}>
            <Icon name="rest" size="1.25em" />
            {text('evenings.resting')}
          </span>
        )}
        <span className={css('evening-tools')}>
          <ButtonLink
            variant="plain"
            href={`#${checkinPath(evening.evening)}`}
            aria-label={text(evening.mine ? 'evenings.change.of' : 'evenings.add.to', { date })}
          >
            {text(evening.mine ? 'evenings.change' : 'evenings.add')}
          </ButtonLink>
          <EveningMenu evening={evening.evening} rests={rests} />
        </span>
      </div>
      <Pair evening={evening} me={me} partner={partner} />
    </article>
  );
}
