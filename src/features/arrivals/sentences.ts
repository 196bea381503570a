/** What came since the last time, in a few lines that lead to it. Pure. */
import { addDays, type LocalDate, monthOf } from '../../kernel/index.js';
import type { Formats, MessageId, Text } from '../../messages/index.js';
import type { ArrivedItem } from '../../model/index.js';
import type { NoticePermission } from '../../pwa/index.js';

export type NewsLine = {
  readonly id: 'tonight' | 'evenings' | 'answered' | 'answers' | 'notes';
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

function eveningsOf(
  items: readonly ArrivedItem[],
  kind: 'checkin' | 'answer',
): readonly LocalDate[] {
  const evenings = items.flatMap((item) =>
    item.kind !== 'note' && item.kind === kind ? [item.evening] : [],
  );
  return [...new Set(evenings)].sort().reverse();
}

function addressOf(newest: LocalDate): string {
  return `#/evenings?month=${monthOf(newest)}`;
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
  return [{ id: 'evenings', label, href: addressOf(newest) }];
}

function describeAnswers(evenings: readonly LocalDate[], words: Words): readonly NewsLine[] {
  const { text, formats, partner } = words;
  const [newest] = evenings;
  if (newest === undefined) return [];
  const label =
    evenings.length === 1
      ? text('arrivals.answer', { partner, evening: formats.shortEvening(newest) })
      : text('arrivals.answers', { partner, count: evenings.length });
  return [{ id: 'answers', label, href: addressOf(newest) }];
}

/** What stands on Today itself, above these lines. */
function describeTonight(id: 'tonight' | 'answered', { text, partner }: Words): NewsLine {
  const label =
    id === 'tonight'
      ? text('arrivals.tonight', { partner })
      : text('arrivals.answered', { partner });
  return { id, label, href: undefined };
}

function describeNotes(count: number, { text, partner }: Words): NewsLine {
  return { id: 'notes', label: text('arrivals.notes', { count, partner }), href: '#/board' };
}

export function describeNews(items: readonly ArrivedItem[], words: Words): readonly NewsLine[] {
  const [evenings, answers] = [eveningsOf(items, 'checkin'), eveningsOf(items, 'answer')];
  const isBefore = (evening: LocalDate): boolean => evening !== words.tonight;
  const notes = items.filter(({ kind }) => kind === 'note').length;
  return [
    ...(evenings.every(isBefore) ? [] : [describeTonight('tonight', words)]),
    ...(answers.every(isBefore) ? [] : [describeTonight('answered', words)]),
    ...describeEvenings(evenings.filter(isBefore), words),
    ...describeAnswers(answers.filter(isBefore), words),
    ...(notes > 0 ? [describeNotes(notes, words)] : []),
  ];
}

/** What to say where a notice can't be shown; nothing where it can. */
export const NO_NOTICE: Readonly<Record<NoticePermission, MessageId | undefined>> = {
  allowed: undefined,
  unasked: 'arrivals.settings.notice.unasked',
  refused: 'arrivals.settings.notice.refused',
  unavailable: 'arrivals.settings.notice.unavailable',
};
