/** How you feel over time: one's own light and energy and, if wanted, what the partner shared of theirs. */
import { type ReactNode, useId, useMemo, useState } from 'react';
import { useText } from '../../messages/index.js';
import {
  type EveningOfTwo,
  findTrend,
  type Measure,
  otherShape,
  ownAnswers,
  type Slice,
  SPANS,
  type Span,
  sharedAnswers,
  sliceTime,
} from '../../model/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { useEvening } from '../../session/react-evening.js';
import { Chips, Screen, Stack, Switch, Waiting } from '../../ui/index.js';
import { Chart, type Lines } from './chart-figure.js';
import { MEASURE_NAMES, MEASURES, SPAN_NAMES } from './sentences.js';
import { useEvenings } from './use-evenings.js';

export function OverTimeScreen(): ReactNode {
  const text = useText();
  const tonight = useEvening();
  const partner = usePartnerName();
  const [span, setSpan] = useState<Span>('fortnight');
  const [isWithPartner, setIsWithPartner] = useState(false);
  const slices = useMemo(() => sliceTime(span, tonight), [span, tonight]);
  const evenings = useEvenings(slices);
  return (
    <Screen
      title={text('insights.title')}
      back={{ label: text('app.tab.us'), href: '#/us' }}
      takeFocus
    >
      <Chips
        choose="one"
        legend={text('insights.span')}
        options={SPANS.map((value) => ({ value, label: text(SPAN_NAMES[value]) }))}
        value={span}
        onChange={(next) => setSpan(next ?? span)}
      />
      {partner !== undefined && (
        <Switch
          label={text('insights.partner', { partner })}
          hint={text('insights.partner.hint')}
          checked={isWithPartner}
          onChange={setIsWithPartner}
        />
      )}
      {evenings ? (
        MEASURES.map((measure) => (
          <OneMeasure
            key={measure}
            measure={measure}
            span={span}
            slices={slices}
            evenings={evenings}
            partner={isWithPartner ? partner : undefined}
          />
        ))
      ) : (
        <Loading />
      )}
    </Screen>
  );
}

function usePartnerName(): string | undefined {
  const text = useText();
  const session = useSession();
  const bond = useSignal(session.bond);
  const partner = useSignal(session.partner);
  return bond && (partner?.name ?? text('common.partner'));
}

function Loading(): ReactNode {
  const text = useText();
  return <Waiting label={text('insights.loading')} />;
}

type OneMeasureProps = {
  readonly measure: Measure;
  readonly span: Span;
  readonly slices: readonly Slice[];
  readonly evenings: readonly EveningOfTwo[];
  /** Where what they shared is wanted too. */
  readonly partner: string | undefined;
};

function OneMeasure({ measure, span, slices, evenings, partner }: OneMeasureProps): ReactNode {
  const text = useText();
  const id = useId();
  const shape = useSignal(useSession().profile)?.shape ?? 'circle';
  const mine = findTrend(ownAnswers(evenings, measure), slices, measure);
  const theirs = partner && findTrend(sharedAnswers(evenings, measure), slices, measure);
  const lines: Lines = {
    mine: mine && { trend: mine, shape, name: text('insights.you') },
    theirs: theirs ? { trend: theirs, shape: otherShape(shape), name: partner } : undefined,
  };
  return (
    <section aria-labelledby={id}>
      <Stack gap={12}>
        <h2 id={id}>{text(MEASURE_NAMES[measure])}</h2>
        {!mine && <p>{text('insights.few')}</p>}
        {partner !== undefined && !theirs && <p>{text('insights.few.theirs', { partner })}</p>}
        {(mine || theirs) && <Chart measure={measure} span={span} slices={slices} lines={lines} />}
      </Stack>
    </section>
  );
}
