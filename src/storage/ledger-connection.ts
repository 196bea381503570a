/**
 * One life of stock y-indexeddb over one open database: from opening until it is closed, by us or by
 * somebody else. What y-indexeddb leaves open is covered here:
 *
 * - It applies all rows in one go, and never answers when one of them is bad. So the rows are read and
 *   checked here first, and y-indexeddb is told (`_dbref`) to begin behind them.
 * - Each opening it appends the document as it is then. The checked rows are therefore applied after it has
 *   answered: on a first opening that row is two bytes, on a reopening it is the full state, as it should be.
 * - Its update handler throws into the editor's transaction when the database is closed. So it is called
 *   from here, where that is caught.
 * - Nobody hears of its aborted transactions. Their `abort` events bubble up to the database.
 * - It shortens the rows by itself, in every tab at once, without a barrier, and without sparing rows it
 *   could not apply. That is put off for good (`_storeTimeout`); `rewrite` does it instead.
 */

import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { err, ok, type Result } from '../kernel/index.js';
import { type CheckedRows, type CheckRowsOptions, openCheckedRows } from './checked-rows.js';
import { settleWithin } from './database.js';
import { type LedgerRow, rewriteRows, setRowsAside, writeBarrier } from './ledger-rows.js';
import { classifyError, type StoreError } from './store-error.js';

const SYNC_DEADLINE_MS = 10_000;
/** A barrier can find that a write before it was given up, and the rewrite then that one during it was. */
const SETTLE_ATTEMPTS = 3;
/** The longest a browser's timer takes, about 25 days. */
const NEVER_MS = 2 ** 31 - 1;

function errorOfAbort(event: Event): StoreError {
  const error = event.target && 'error' in event.target ? event.target.error : undefined;
  return classifyError(error, 'Aborted');
}

export type ConnectionEvents = {
  /** The database is gone from under us; `erased` where another tab deleted it on purpose. */
  readonly onLost: (reason: 'closed' | 'erased') => void;
  /** A write of y-indexeddb was given up by the browser: the rows lack something. */
  readonly onAborted: (error: StoreError) => void;
};

export type ConnectionOptions = CheckRowsOptions & {
  readonly events: ConnectionEvents;
};

export type OpenReport = {
  readonly rows: number;
  /** Rows set aside at this opening. */
  readonly newlySetAside: number;
  /** Rows set aside in this store in all. */
  readonly setAside: number;
};

export type Opened = {
  readonly report: OpenReport;
  /** Where this is an error, what could be read is in the document all the same, and new words stay in memory. */
  readonly connection: Result<LedgerConnection, StoreError>;
};

export class LedgerConnection {
  readonly #doc: Y.Doc;
  readonly #options: ConnectionOptions;
  readonly #persistence: IndexeddbPersistence;
  #loadedUpTo: number;
  #spared: readonly number[];
  #ended = false;
  /** Writes of y-indexeddb that the browser gave up, so far ... */
  #aborts = 0;
  /** ... and why the last did, until the full state was written since: the rows lack something. */
  #gap: StoreError | undefined;

  private constructor(doc: Y.Doc, options: ConnectionOptions, checked: CheckedRows) {
    this.#doc = doc;
    this.#options = options;
    const rows = [...checked.intact, ...checked.damaged].map(({ key }) => key);
    this.#loadedUpTo = [...rows, ...checked.unreadable].reduce((a, b) => Math.max(a, b), 0);
    this.#spared = [...checked.unmoved, ...checked.unreadable];
    this.#persistence = new IndexeddbPersistence(options.name, doc);
    this.#persistence._dbref = this.#loadedUpTo + 1;
    this.#persistence._storeTimeout = NEVER_MS;
    doc.off('update', this.#persistence._storeUpdate);
    doc.on('update', this.#store);
  }

  static async open(doc: Y.Doc, options: ConnectionOptions): Promise<Opened> {
    const checked = await openCheckedRows(options);
    if (!checked.ok) {
      return { report: { rows: 0, newlySetAside: 0, setAside: 0 }, connection: checked };
    }
    const connection = new LedgerConnection(doc, options, checked.value);
    const begun = await connection.#begin();
    const report = await connection.#takeInChecked(checked.value);
    if (begun.ok) return { report, connection: ok(connection) };
    void connection.end();
    return { report, connection: begun };
  }

  /** Waits until y-indexeddb has answered, which it never does when its first transaction fails. */
  #begin(): Promise<Result<void, StoreError>> {
    const synced = new Promise<Result<void, StoreError>>((resolve) => {
      this.#persistence._db.then(
        (database) => {
          this.#watch(database);
          database.addEventListener('abort', (event) => resolve(err(errorOfAbort(event))));
          void this.#persistence.whenSynced.then(() => resolve(ok()));
        },
        (error: unknown) => resolve(err(classifyError(error, 'Unavailable'))),
      );
    });
    return settleWithin(this.#options.clock, SYNC_DEADLINE_MS, 'y-indexeddb', synced);
  }

  #watch(database: IDBDatabase): void {
    database.addEventListener('close', () => this.#lose('closed'));
    database.addEventListener('versionchange', (event) => {
      // y-indexeddb closes on this event too. A new version of null means: deleted, and not to be made again.
      this.#lose(event.newVersion === null ? 'erased' : 'closed');
    });
    database.addEventListener('abort', (event) => {
      this.#aborts += 1;
      this.#gap = errorOfAbort(event);
      this.#options.events.onAborted(this.#gap);
    });
  }

  #lose(reason: 'closed' | 'erased'): void {
    if (this.#ended) return;
    void this.end();
    this.#options.events.onLost(reason);
  }

  readonly #store = (update: Uint8Array, origin: unknown): void => {
    try {
      this.#persistence._storeUpdate(update, origin);
    } catch {
      this.#lose('closed');
    }
  };

  /** Takes rows into the document; answers those Yjs refused. y-indexeddb does not store what has itself as origin. */
  readonly #takeIn = (rows: readonly LedgerRow[]): LedgerRow[] => {
    const refused: LedgerRow[] = [];
    let others = 0;
    const count = ({ origin }: Y.Transaction): void => {
      if (origin !== this.#persistence) others += 1;
    };
    // Without a listener Yjs does not encode once more all that it has just read.
    this.#doc.off('update', this.#store);
    this.#doc.on('afterTransaction', count);
    try {
      this.#doc.transact(() => refused.push(...this.#apply(rows)), this.#persistence);
    } finally {
      this.#doc.off('afterTransaction', count);
      if (!this.#ended) this.#doc.on('update', this.#store);
    }
    // Somebody who observes the document has answered with an edit of his own.
    if (others > 0)
      this.#gap ??= { type: 'Aborted', detail: 'an edit was made while rows were read' };
    return refused;
  };

  /** Row by row, so that one Yjs throws on doesn't keep the others out. */
  #apply(rows: readonly LedgerRow[]): LedgerRow[] {
    return rows.filter(({ update }) => {
      try {
        Y.applyUpdate(this.#doc, update, this.#persistence);
        return false;
      } catch {
        return true;
      }
    });
  }

  async #takeInChecked({
    intact,
    damaged,
    unreadable,
    ...checked
  }: CheckedRows): Promise<OpenReport> {
    const refused = this.#takeIn(intact);
    const newlySetAside = damaged.length + unreadable.length + refused.length;
    if (refused.length > 0) await this.#setRefusedAside(refused);
    return { rows: intact.length, newlySetAside, setAside: checked.setAside + newlySetAside };
  }

  async #setRefusedAside(refused: readonly LedgerRow[]): Promise<void> {
    const rows = refused.map(({ key, update }) => ({ key, value: update }));
    const database = this.#database;
    const moved = database.ok && (await setRowsAside(database.value, rows, this.#options.clock)).ok;
    if (!moved) this.#spared = [...this.#spared, ...refused.map(({ key }) => key)];
  }

  /** False once the database is gone or was let go of. */
  get alive(): boolean {
    return !this.#ended;
  }

  get #database(): Result<IDBDatabase, StoreError> {
    const { db } = this.#persistence;
    return db && !this.#ended ? ok(db) : err({ type: 'Closed', detail: 'the database was closed' });
  }

  /**
   * Brings everything in the document to the disk: by a barrier behind y-indexeddb's writes, or, where the
   * browser gave one of those up, by writing the full state.
   */
  async settle(): Promise<Result<void, StoreError>> {
    let given: StoreError = { type: 'Aborted', detail: 'writes are given up again and again' };
    for (let attempt = 0; attempt < SETTLE_ATTEMPTS; attempt++) {
      const aborts = this.#aborts;
      const written = this.#gap ? await this.rewrite() : await this.#writeBarrier();
      if (!written.ok) return written;
      if (aborts === this.#aborts) return ok();
      given = this.#gap ?? given;
    }
    return err(given);
  }

  async #writeBarrier(): Promise<Result<void, StoreError>> {
    const database = this.#database;
    if (!database.ok) return database;
    return this.#noticeLoss(await writeBarrier(database.value, this.#options.clock));
  }

  /** Replaces all rows by the document's full state, strictly. */
  async rewrite(): Promise<Result<void, StoreError>> {
    const database = this.#database;
    if (!database.ok) return database;
    const aborts = this.#aborts;
    const plan = {
      loadedUpTo: this.#loadedUpTo,
      spared: this.#spared,
      checkRow: this.#options.checkRow,
      takeIn: this.#takeIn,
      encodeState: () => Y.encodeStateAsUpdate(this.#doc),
    };
    const rewritten = this.#noticeLoss(
      await rewriteRows(database.value, plan, this.#options.clock),
    );
    if (!rewritten.ok) return rewritten;
    this.#loadedUpTo = rewritten.value;
    if (aborts === this.#aborts) this.#gap = undefined;
    return ok();
  }

  /** A database that was closed without an event, or that hangs, shows it only when it is used. */
  #noticeLoss<T>(result: Result<T, StoreError>): Result<T, StoreError> {
    const lost = !result.ok && (result.error.type === 'Closed' || result.error.type === 'Blocked');
    if (lost) this.#lose('closed');
    return result;
  }

  /** Stops storing. Writes that were begun still complete. Settles when the database is let go of. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#doc.off('update', this.#store);
    await this.#persistence.destroy().catch(() => undefined);
  }
}
