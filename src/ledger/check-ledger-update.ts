/**
 * The ingest gate of the outer document: whatever a carrier brings is looked at here before Yjs sees it.
 * A ledger has one shape, an array of byte strings, so everything else can be refused.
 */
import { err, ok, type Result } from '../kernel/index.js';
import { ByteReader, type ShapeError } from './byte-reader.js';
import { MAX_ENTRY_BYTES } from './entry-format.js';
import { type ItemRule, walkUpdate } from './walk-update.js';

export type LedgerUpdateLimits = {
  /** Bytes of the whole update. */
  readonly updateBytes: number;
  /** Bytes of one entry. */
  readonly entryBytes: number;
};

/** As much as a channel puts together, and as much as an entry can be. */
export const DEFAULT_LIMITS: LedgerUpdateLimits = {
  updateBytes: 64 * 1024 * 1024,
  entryBytes: MAX_ENTRY_BYTES,
};

export const ENTRIES = 'entries';
const ENTRIES_BYTES = new TextEncoder().encode(ENTRIES);

const ROOT_BY_NAME = 1;
const CONTENT_DELETED = 1;
const CONTENT_BINARY = 3;

/**
 * Whether these bytes are a Yjs update (format 1) that does nothing but put byte strings into the root
 * array `entries` or take them out, within `limits`. Pure, linear in the length, and safe on any bytes.
 */
export function checkLedgerUpdate(
  update: Uint8Array,
  limits: LedgerUpdateLimits = DEFAULT_LIMITS,
): Result<void, ShapeError> {
  if (update.length > limits.updateBytes) return err({ type: 'TooLarge', at: 0 });
  const reader = new ByteReader(update);
  walkUpdate(reader, ruleOfEntries(limits));
  return reader.failure === undefined ? ok() : err(reader.failure);
}

export function ruleOfEntries(limits: LedgerUpdateLimits): ItemRule {
  return {
    readParent: readEntriesRoot,
    readKey: (reader) => refuse(reader, 'a map'),
    readContent: (kind, reader) => {
      if (kind === CONTENT_DELETED) return reader.varUint();
      if (kind !== CONTENT_BINARY) {
        refuse(reader, `content of kind ${kind}`);
        return 0;
      }
      const { at } = reader;
      if (reader.varBytes().length > limits.entryBytes) reader.fail({ type: 'TooLarge', at });
      return 1;
    },
  };
}

function readEntriesRoot(reader: ByteReader): void {
  const { at } = reader;
  if (reader.varUint() !== ROOT_BY_NAME) {
    refuse(reader, 'a nested type', at);
    return;
  }
  const name = reader.varBytes();
  const isEntries =
    name.length === ENTRIES_BYTES.length && name.every((byte, i) => byte === ENTRIES_BYTES[i]);
  if (!isEntries) refuse(reader, 'another root', at);
}

function refuse(reader: ByteReader, what: string, at = reader.at): void {
  reader.fail({ type: 'OtherShape', at, what });
}
