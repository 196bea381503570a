/** What the lines say, in words: of one person, never of one against the other. */
import type { Formats, MessageId, Text } from '../../messages/index.js';
import {
  energyBand,
  LIGHTS,
  type Measure,
  type Slice,
  type Span,
  type Trend,
} from '../../model/index.js';

export const MEASURES: readonly Measure[] = ['light', 'energy'];

export const SPAN_NAMES: Readonly<Record<Span, MessageId>> = {
  fortnight: 'insights.span.fortnight',
  quarter: 'insights.span.quarter',
  year: 'insights.span.year',
};

export const MEASURE_NAMES: Readonly<Record<Measure, MessageId>> = {
  light: 'insights.light',
  energy: 'insights.energy',
};

/** A word for a value, also for a mean: numbers would read like a score. */
export function nameValue(text: Text, measure: Measure, value: number): string {
  if (measure === 'energy') return text('insights.band', { band: energyBand(value) });
  const light = LIGHTS[Math.round(value) - 1] ?? LIGHTS[0] ?? 1;
  return text('checkin.light', { light });
}

export function sayOwn(text: Text, measure: Measure, trend: Trend): string {
  const { checkins: count, drift } = trend;
  const usual = nameValue(text, measure, trend.usual);
  return text(measure === 'light' ? 'insights.light.mine' : 'insights.energy.mine', {
    usual,
    drift,
    count,
  });
}

export function sayTheirs(text: Text, measure: Measure, trend: Trend, partner: string): string {
  const usual = nameValue(text, measure, trend.usual);
  return text('insights.theirs', { partner, usual, count: trend.checkins });
}

export function nameSlice(formats: Formats, span: Span, { from, to }: Slice): string {
  if (span === 'year') return formats.month(from);
  return span === 'fortnight' ? formats.shortEvening(from) : formats.period(from, to);
}
