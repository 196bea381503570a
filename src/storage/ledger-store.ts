/**
 * Keeps one ledger's document on this phone. Stock y-indexeddb does the writing, one connection after the
 * other (`ledger-connection.ts`); here they are replaced when they are lost, failures are told and mended,
 * and "saved" is said only of what is on the disk.
 */

import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import {
  type Cancel,
  type Clock,
  createSignal,
  err,
  ok,
  type Result,
  type Signal,
} from '../kernel/index.js';
import { checkLedgerUpdate } from '../ledger/index.js';
import { eraseDatabase, settleWithin } from './database.js';
import { isNearlyFull } from './free-space.js';
import { LedgerConnection, type Opened, type OpenReport } from './ledger-connection.js';
import { type CheckRow, createLedgerStores } from './ledger-rows.js';
import { browserPlatform, type StorePlatform } from './platform.js';
import { shareAmongTabs, type TabSharing } from './share-among-tabs.js';
import { classifyError, type StoreError } from './store-error.js';
import { runAlone } from './web-locks.js';

/** Rows are rewritten into one at opening when there are this many: each opening and each edit leaves one. */
const MANY_ROWS = 100;
const NO_ROWS: OpenReport = { rows: 0, newlySetAside: 0, setAside: 0 };
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
const ESTIMATE_EVERY_MS = 600_000;
const COMPACT_DEADLINE_MS = 60_000;

export type LoadReport = {
  /** Rows read and applied. */
  readonly rows: number;
  /** Rows set aside at this opening. They are kept, and the partner's phone has what was in them. */
  readonly rowsSetAside: number;
  /** True where there were many rows: they are now being rewritten, behind the writer's back. */
  readonly compacting: boolean;
  /** Why nothing is being stored at the moment; `status` tells when it is again. */
  readonly error?: StoreError;
};

export type StoreStatus = {
  /** `trouble`: words are kept in memory only, and storing them is tried again and again. */
  readonly state: 'loading' | 'ready' | 'trouble';
  readonly error?: StoreError;
  /** Rows that could not be read, in all, ever: kept beside the others. */
  readonly rowsSetAside: number;
  /** The browser's room for this app is running out. */
  readonly nearlyFull: boolean;
};

export type LedgerStoreOptions = {
  /** The database's name, and the name under which tabs find each other. */
  readonly name: string;
  readonly clock: Clock;
  /** True for rows that may be applied: Yjs does not survive bad bytes. By default those of a ledger's shape. */
  readonly checkRow?: CheckRow;
  readonly platform?: StorePlatform;
};

export type LedgerStore = {
  /** Always settles, with the document as full as it will get. */
  readonly loaded: Promise<LoadReport>;
  /** Everything that is in the document at the call is on the disk when this is ok. */
  readonly saved: () => Promise<Result<void, StoreError>>;
  readonly status: Signal<StoreStatus>;
  /** Makes one row of all, so that what was deleted is gone. Waits its turn among tabs. */
  readonly compact: () => Promise<Result<void, StoreError>>;
  readonly close: () => Promise<void>;
  /** Deletes everything, here and for the other tabs. */
  readonly erase: () => Promise<Result<void, StoreError>>;
};

/** What lies on this phone was let in once: only its shape is looked at again, not its size. */
function isLedgerUpdate(row: Uint8Array): boolean {
  return checkLedgerUpdate(row, { updateBytes: Infinity, entryBytes: Infinity }).ok;
}

export function openLedgerStore(doc: Y.Doc, options: LedgerStoreOptions): LedgerStore {
  return new OpenLedgerStore(doc, options);
}

class OpenLedgerStore implements LedgerStore {
  readonly status = createSignal<StoreStatus>({
    state: 'loading',
    rowsSetAside: 0,
    nearlyFull: false,
  });
  readonly loaded: Promise<LoadReport>;
  readonly #doc: Y.Doc;
  readonly #name: string;
  readonly #clock: Clock;
  readonly #checkRow: CheckRow;
  readonly #platform: StorePlatform;
  readonly #tabs: TabSharing;
  #connection: LedgerConnection | undefined;
  #opening: Promise<Result<LedgerConnection, StoreError>> | undefined;
  #report: OpenReport | undefined;
  /** Why this store has ended, for good. */
  #ended: StoreError | undefined;
  #cancelRetry: Cancel | undefined;
  #retryAfterMs = FIRST_RETRY_MS;
  #estimatedAt = Number.NEGATIVE_INFINITY;

  constructor(doc: Y.Doc, options: LedgerStoreOptions) {
    this.#doc = doc;
    this.#name = options.name;
    this.#clock = options.clock;
    this.#checkRow = options.checkRow ?? isLedgerUpdate;
    this.#platform = options.platform ?? browserPlatform;
    this.#tabs = shareAmongTabs(doc, {
      channel: this.#platform.openChannel(`vesper-ledger/${this.#name}`),
      checkRow: this.#checkRow,
      isKnown: (origin) => origin instanceof IndexeddbPersistence,
      onErased: () => this.#endErased(),
    });
    doc.on('destroy', this.close);
    this.loaded = this.#load();
  }

  async #load(): Promise<LoadReport> {
    const connected = await this.#connect();
    if (!this.#ended) this.#tabs.sayHello();
    const { rows, newlySetAside } = this.#report ?? NO_ROWS;
    const report = { rows, rowsSetAside: newlySetAside, compacting: rows >= MANY_ROWS };
    if (!connected.ok) {
      this.#fail(connected.error);
      return { ...report, compacting: false, error: connected.error };
    }
    if (this.status.get().state === 'loading') this.#recover();
    return report;
  }

  /** The connection there is, or a new one. */
  async #connect(): Promise<Result<LedgerConnection, StoreError>> {
    if (this.#ended) return err(this.#ended);
    if (this.#connection?.alive) return ok(this.#connection);
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #open(): Promise<Result<LedgerConnection, StoreError>> {
    const isFirst = this.#report === undefined;
    const { report, connection } = await this.#openConnection();
    this.#report = report;
    const { rowsSetAside } = this.status.get();
    if (report.setAside > rowsSetAside) this.#show({ rowsSetAside: report.setAside });
    if (!connection.ok) return connection;
    if (this.#ended) {
      await connection.value.end();
      return err(this.#ended);
    }
    this.#connection = connection.value;
    // A reopening has appended the full state to rows that mostly hold it already.
    if (report.rows >= MANY_ROWS || !isFirst) void this.#rewriteAlone(false);
    return connection;
  }

  async #openConnection(): Promise<Opened> {
    const events = {
      onLost: (reason: 'closed' | 'erased') =>
        reason === 'erased' ? this.#endErased() : this.#reopen(),
      onAborted: (error: StoreError) => void this.#fail(error),
    };
    try {
      return await LedgerConnection.open(this.#doc, {
        name: this.#name,
        clock: this.#clock,
        checkRow: this.#checkRow,
        events,
      });
    } catch (error) {
      // An observer of the document threw while rows were applied.
      return { report: NO_ROWS, connection: err(classifyError(error, 'Unavailable')) };
    }
  }

  #reopen(): void {
    this.#fail({ type: 'Closed', detail: 'the database was closed from outside' });
    void this.saved();
  }

  readonly saved = async (): Promise<Result<void, StoreError>> => {
    const first = await this.#settle();
    if (first.ok || this.#ended || this.#connection?.alive) return first;
    // Lost on the way: opening again appends the full state.
    return this.#settle();
  };

  async #settle(): Promise<Result<void, StoreError>> {
    const connected = await this.#connect();
    const settled = connected.ok ? await connected.value.settle() : connected;
    if (settled.ok) this.#recover();
    else this.#fail(settled.error);
    return settled;
  }

  #recover(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    this.#retryAfterMs = FIRST_RETRY_MS;
    const { rowsSetAside, nearlyFull } = this.status.get();
    if (this.status.get().state !== 'ready') {
      this.status.set({ state: 'ready', rowsSetAside, nearlyFull });
    }
    void this.#lookAtSpace();
  }

  #fail(error: StoreError): void {
    this.#show({ state: 'trouble', error });
    if (this.#ended || this.#cancelRetry) return;
    this.#cancelRetry = this.#clock.after(this.#retryAfterMs, () => {
      this.#cancelRetry = undefined;
      void this.saved();
    });
    this.#retryAfterMs = Math.min(2 * this.#retryAfterMs, LONGEST_RETRY_MS);
  }

  #show(changed: Partial<StoreStatus>): void {
    this.status.set({ ...this.status.get(), ...changed });
  }

  async #lookAtSpace(): Promise<void> {
    const now = this.#clock.now();
    if (now - this.#estimatedAt < ESTIMATE_EVERY_MS) return;
    this.#estimatedAt = now;
    const nearlyFull = isNearlyFull(await this.#platform.estimate());
    if (nearlyFull !== this.status.get().nearlyFull) this.#show({ nearlyFull });
  }

  readonly compact = (): Promise<Result<void, StoreError>> =>
    settleWithin(this.#clock, COMPACT_DEADLINE_MS, 'compacting', this.#rewriteAlone(true));

  /** One tab at a time: not for the rows' sake, a rewrite is one transaction, but to write them only once. */
  async #rewriteAlone(wait: boolean): Promise<Result<void, StoreError>> {
    try {
      const name = `vesper-rewrite/${this.#name}`;
      const done = await runAlone(this.#platform.locks, name, wait, async () => {
        const connected = await this.#connect();
        return connected.ok ? connected.value.rewrite() : connected;
      });
      return done ?? ok();
    } catch (error) {
      return err(classifyError(error, 'Unavailable'));
    }
  }

  #end(error: StoreError): Promise<void> {
    this.#ended = error;
    this.#cancelRetry?.();
    this.#tabs.close();
    this.#doc.off('destroy', this.close);
    return this.#letGo();
  }

  async #letGo(): Promise<void> {
    await this.#opening;
    await this.#connection?.end();
  }

  #endErased(): void {
    if (this.#ended) return;
    const error: StoreError = { type: 'Closed', detail: 'erased in another tab' };
    this.#show({ state: 'trouble', error });
    void this.#end(error);
  }

  readonly close = async (): Promise<void> => {
    if (this.#ended) return;
    await this.#end({ type: 'Closed', detail: 'closed by the app' });
  };

  readonly erase = async (): Promise<Result<void, StoreError>> => {
    if (!this.#ended) {
      this.#tabs.sayErased();
      await this.#end({ type: 'Closed', detail: 'erased' });
    }
    return eraseDatabase(this.#name, createLedgerStores, this.#clock);
  };
}
