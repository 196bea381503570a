/** This evening: mine and, where there are two, theirs beside it. Alone it is whole. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../../messages/index.js';
import { type Checkin, LIGHTS, type OwnCheckin } from '../../model/index.js';
import {
  ButtonLink,
  classesOf,
  EmptyState,
  LightGlyph,
  Row,
  Stack,
  useAnnounce,
  VisuallyHidden,
} from '../../ui/index.js';
import { EveningCard, Line, type Person } from './evening-card.js';
import { SavedLine } from './saved-line.js';
import { SealedMine, SealedTheirs } from './sealed.js';
import styles from './today.module.css';
import type { EveningOfTwo } from './use-evening-of-two.js';

const css = classesOf(styles);

/** Says once when the partner's check-in came or changed while this screen was open. */
function useAnnounceArrival({ ready, theirs }: EveningOfTwo, partner: Person | undefined): void {
  const text = useText();
  const announce = useAnnounce();
  const seen = useRef<number | undefined>(undefined);
  const name = partner?.name;
  useEffect(() => {
    if (!ready) return;
    const savedAt = theirs?.savedAt ?? 0;
    const isNews = seen.current !== undefined && seen.current !== savedAt && savedAt > 0;
    seen.current = savedAt;
    if (isNews && name !== undefined)
      announce(text('today.arrived', { partner: name }), { batch: true });
  }, [ready, theirs?.savedAt, name, announce, text]);
}

function NotYet(): ReactNode {
  const text = useText();
  return (
    <EmptyState
      ghost={
        <Row justify="center" gap={16}>
          {LIGHTS.map((light) => (
            <LightGlyph key={light} light={light} size="2.25rem" />
          ))}
        </Row>
      }
      sentence={text('today.alone.empty')}
      action={
        <ButtonLink variant="primary" href="#/checkin">
          {text('today.checkin')}
        </ButtonLink>
      }
    />
  );
}

function Lines({ people }: { people: readonly (readonly [Person, Checkin | undefined])[] }) {
  return people.map(
    ([person, checkin]) =>
      checkin && <Line key={person.name + person.shape} person={person} checkin={checkin} />,
  );
}

function Cards({ evening, me, partner }: ThisEveningProps): ReactNode {
  const text = useText();
  const { mine, theirs } = evening;
  return (
    <div className={css('pair')}>
      <EveningCard person={me} checkin={mine?.checkin} empty={text('today.mine.empty')}>
        {mine && partner && mine.checkin.seal === 'closed' && (
          <SealedMine evening={mine.checkin.evening} partner={partner.name} />
        )}
        {mine && <SavedLine mine={mine} partner={partner?.name} />}
      </EveningCard>
      {partner && (
        <EveningCard
          person={partner}
          checkin={theirs}
          empty={text('today.theirs.empty', { partner: partner.name })}
        >
          <SealedTheirs evening={evening} partner={partner.name} />
        </EveningCard>
      )}
    </div>
  );
}

export type ThisEveningProps = {
  readonly evening: EveningOfTwo;
  readonly me: Person;
  readonly partner: Person | undefined;
};

export function ThisEvening(props: ThisEveningProps): ReactNode {
  const { evening, me, partner } = props;
  const text = useText();
  const id = useId();
  useAnnounceArrival(evening, partner);
  const isBlank = !evening.mine && !partner;
  return (
    <section aria-labelledby={id}>
      <VisuallyHidden>
        <h2 id={id}>{text('today.evening')}</h2>
      </VisuallyHidden>
      <Stack gap={24}>
        {isBlank ? <NotYet /> : <Cards {...props} />}
        <Lines
          people={[
            [me, evening.mine?.checkin],
            ...(partner ? [[partner, evening.theirs] as const] : []),
          ]}
        />
        <Actions mine={evening.mine} isBlank={isBlank} />
      </Stack>
    </section>
  );
}

function Actions({ mine, isBlank }: { mine: OwnCheckin | undefined; isBlank: boolean }): ReactNode {
  const text = useText();
  return (
    <Row gap={12} justify={isBlank ? 'center' : 'start'}>
      {!isBlank && (
        <ButtonLink variant={mine ? 'quiet' : 'primary'} href="#/checkin">
          {mine ? text('today.change') : text('today.checkin')}
        </ButtonLink>
      )}
      <ButtonLink href="#/board?new" icon="plus">
        {text('today.note')}
      </ButtonLink>
    </Row>
  );
}
