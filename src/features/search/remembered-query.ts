/**
 * What was searched last, so that coming back from an evening one finds the same list. Held while the page lives
 * and nowhere else: an address would stay in the browser's history.
 */
let query = '';

export function rememberedQuery(): string {
  return query;
}

export function rememberQuery(next: string): void {
  query = next;
}
