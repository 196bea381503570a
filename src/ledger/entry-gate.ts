/** Decides which entries are let into a chapter. Whatever is not is set aside with its reason. */
import { err, ok, type Result } from '../kernel/index.js';
import { type LedgerKeys, type OpenEntryError, openEntry } from '../vault/index.js';
import { type LedgerDevice, mayWriteChapter } from './access.js';
import { type AuthorKey, deviceToAuthor, splitEntry } from './entry-format.js';
import type { EntryRecord } from './entry-index.js';
import type { SetAsideReason } from './set-aside.js';

export type EntryGate = {
  /** What can be told from the header alone, before any chapter is opened. */
  readonly checkHeader: (record: EntryRecord) => SetAsideReason | undefined;
  /** The authenticated update inside an entry, by someone who may write this chapter. */
  readonly open: (record: EntryRecord, chapter: string) => Result<Uint8Array, SetAsideReason>;
};

export function createEntryGate(keys: LedgerKeys, devices: readonly LedgerDevice[]): EntryGate {
  const devicesByAuthor = new Map<AuthorKey, LedgerDevice>(
    devices.map((device) => [deviceToAuthor(device.id), device]),
  );

  const openSealed = (
    { bytes }: EntryRecord,
    publicKey: Uint8Array,
  ): Result<Uint8Array, OpenEntryError> => {
    const { header, sealed } = splitEntry(bytes);
    return openEntry(keys.sealKey, publicKey, header, sealed);
  };

  return {
    checkHeader: ({ header }) => {
      if (header.epoch !== keys.epoch) return 'OtherEpoch';
      return devicesByAuthor.has(header.author) ? undefined : 'UnknownDevice';
    },
    open: (record, chapter) => {
      // Checking a signature takes longer than all the rest; one answer per entry is enough.
      if (record.body !== undefined) return ok(record.body);
      const author = devicesByAuthor.get(record.header.author);
      if (author === undefined) return err('UnknownDevice');
      if (!mayWriteChapter(chapter, author.side)) return err('NotTheirChapter');
      const opened = openSealed(record, author.publicKey);
      if (!opened.ok) return err(opened.error.type);
      record.body = opened.value;
      return ok(opened.value);
    },
  };
}
