/** Where the sheet was opened from decides which evening it is for and where it leads. */
import { type LocalDate, monthOf } from '../../kernel/index.js';
import { readDate } from '../../model/index.js';

/** `location` is the path behind `#`, with its query. */
function queryOf(location: string): URLSearchParams {
  return new URLSearchParams(location.split('?')[1]);
}

/** The evening that is asked for, as in `#/checkin?evening=2026-11-20`; none that is still to come. */
export function askedEvening(location: string, tonight: LocalDate): LocalDate | undefined {
  const evening = readDate(queryOf(location).get('evening'));
  return evening !== undefined && evening <= tonight ? evening : undefined;
}

export function leaveTo(location: string, saved: boolean): string {
  const query = queryOf(location);
  const evening = readDate(query.get('evening'));
  if (evening !== undefined) return `#/evenings?month=${monthOf(evening)}`;
  if (query.get('from') !== 'welcome') return '#/';
  return saved ? '#/welcome?step=meet' : '#/welcome?step=checkin';
}
