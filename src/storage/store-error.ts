/** What can go wrong between this phone and its disk, in the words the other rooms handle. */

export type StoreError =
  /** The browser gives this app no more room. */
  | { readonly type: 'QuotaExceeded'; readonly detail: string }
  /** A write was given up by the browser: a failing disk, a failing row. */
  | { readonly type: 'Aborted'; readonly detail: string }
  /** The database was closed: by `close()`, by `erase()`, in another tab or by the browser. */
  | { readonly type: 'Closed'; readonly detail: string }
  /** No answer in time: another tab holds the database, or the browser hangs. */
  | { readonly type: 'Blocked'; readonly detail: string }
  /** There is no database to be had here. */
  | { readonly type: 'Unavailable'; readonly detail: string }
  /** The database took a value and gave back another, or would not take it at all. */
  | { readonly type: 'NotKept'; readonly detail: string };

type StoreErrorType = StoreError['type'];

const TYPE_OF_NAME: Readonly<Record<string, StoreErrorType>> = {
  QuotaExceededError: 'QuotaExceeded',
  InvalidStateError: 'Closed',
  DataCloneError: 'NotKept',
  SecurityError: 'Unavailable',
  VersionError: 'Unavailable',
  NotFoundError: 'Unavailable',
};

/** Tells a thrown or reported error by its name; `otherwise` is for names that say nothing more. */
export function classifyError(error: unknown, otherwise: StoreErrorType): StoreError {
  const name = error instanceof Error || error instanceof DOMException ? error.name : 'unknown';
  const message = error instanceof Error || error instanceof DOMException ? error.message : '';
  const type = TYPE_OF_NAME[name] ?? otherwise;
  return { type, detail: message === '' ? name : `${name}: ${message}` };
}
