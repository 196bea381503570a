/** What came since the last time, in a few lines that lead to it. Pure. */
import { addDays, type LocalDate, monthOf } from '../../kernel/index.js';
import type { Formats, MessageId, Text } from '../../messages/index.js';
import type { ArrivedItem } from '../../model/index.js';
import type { NoticePermission } from '../../pwa/index.js';

export type NewsLine = {
  readonly id: 'tonight' | 'evenings' | 'notes';
  readonly label: string;
  /** Undefined where it stands on the same screen. */
  readonly href: string | undefined;
};

type Words = {
  readonly text: Text;
  readonly formats: Pick<Formats, 'shortEvening'>;
  readonly tonight: LocalDate;
  readonly partner: string;
};

function eveningsOf(items: readonly ArrivedItem[]): readonly LocalDate[] {
  const evenings = items.flatMap((item) => (item.kind === 'checkin' ? [item.evening] : []));
  return [...new Set(evenings)].sort().reverse();
}

function describeEvenings(evenings: readonly LocalDate[], words: Words): readonly NewsLine[] {
  const { text, formats, tonight, partner } = words;
  const [newest] = evenings;
  if (newest === undefined) return [];
  const single =
    newest === addDays(tonight, -1)
      ? text('arrivals.last', { partner })
      : text('arrivals.evening', { partner, evening: formats.shortEvening(newest) });
  const label =
    evenings.length === 1 ? single : text('arrivals.evenings', { partner, count: evenings.length });
  return [{ id: 'evenings', label, href: `#/evenings?month=${monthOf(newest)}` }];
}

export function describeNews(items: readonly ArrivedItem[], words: Words): readonly NewsLine[] {
  const { text, tonight, partner } = words;
  const evenings = eveningsOf(items);
  const count = items.filter(({ kind }) => kind === 'note').length;
  const checkedIn = text('arrivals.tonight', { partner });
  return [
    ...(evenings.includes(tonight)
      ? [{ id: 'tonight' as const, label: checkedIn, href: undefined }]
      : []),
    ...describeEvenings(
      evenings.filter((evening) => evening !== tonight),
      words,
    ),
    ...(count > 0
      ? [
          {
            id: 'notes' as const,
            label: text('arrivals.notes', { count, partner }),
            href: '#/board',
          },
        ]
      : []),
  ];
}

/** What to say where a notice can't be shown; nothing where it can. */
export const NO_NOTICE: Readonly<Record<NoticePermission, MessageId | undefined>> = {
  allowed: undefined,
  unasked: 'arrivals.settings.notice.unasked',
  refused: 'arrivals.settings.notice.refused',
  unavailable: 'arrivals.settings.notice.unavailable',
};
