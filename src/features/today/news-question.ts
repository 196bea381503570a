/** Good news grows when somebody asks about it: one question to begin with, and another the next evening. Pure. */
import type { LocalDate } from '../../kernel/index.js';
import type { MessageId } from '../../messages/index.js';

const QUESTIONS = [
  'today.news.ask.best',
  'today.news.ask.began',
  'today.news.ask.told',
  'today.news.ask.opens',
  'today.news.ask.took',
] as const satisfies readonly MessageId[];

const DAY_MS = 86_400_000;

/** Both phones have the same one for the same evening. */
export function questionFor(evening: LocalDate): MessageId {
  const day = Date.parse(`${evening}T00:00:00Z`) / DAY_MS;
  return QUESTIONS[day % QUESTIONS.length] ?? QUESTIONS[0];
}
