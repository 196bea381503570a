import type { Month } from '../kernel/index.js';
import type { Formats, Text } from '../messages/index.js';
import { monthAfter, monthBefore } from '../model/index.js';

export type Months = {
  readonly month: Month;
  /** None after it can be turned to. */
  readonly newest: Month;
  readonly onChange: (month: Month) => void;
};

/** What a pager through months says, and where its steps lead. */
export function pageMonths(text: Text, formats: Formats, { month, newest, onChange }: Months) {
  return {
    label: text('common.months'),
    current: formats.month(month),
    beforeLabel: text('common.month.before'),
    onBefore: () => onChange(monthBefore(month)),
    afterLabel: text('common.month.after'),
    onAfter: month < newest ? () => onChange(monthAfter(month)) : undefined,
  };
}
