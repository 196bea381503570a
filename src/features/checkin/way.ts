/** Where the sheet was opened from decides where it leads. */

const FROM_WELCOME = 'from=welcome';

/** `location` is the path behind `#`, with its query. */
export function leaveTo(location: string, saved: boolean): string {
  const query = location.split('?')[1] ?? '';
  if (!query.split('&').includes(FROM_WELCOME)) return '#/';
  return saved ? '#/welcome?step=meet' : '#/welcome?step=checkin';
}
