/**
 * One page of the app on one phone, from its start to its end: the real ledger, storage, holdings and sync,
 * joined as the session room joins them.
 */
import * as Y from 'yjs';
import { err, type Result } from '../../../src/kernel/index.js';
import {
  type Chapter,
  createLedger,
  type Holdings,
  type KnownState,
  type Ledger,
  TYPING,
  watchHoldings,
} from '../../../src/ledger/index.js';
import { type LedgerStore, openLedgerStore } from '../../../src/storage/index.js';
import { createSync, type Sync } from '../../../src/sync/index.js';
import { ALONE } from '../../unit/storage/disk.js';
import type { Antenna } from './air.js';
import type { Chance } from './chance.js';
import {
  CHAPTERS,
  type ChapterName,
  DEVICES,
  LEDGER_KEYS,
  MEETING_KEYS,
  type Person,
} from './couple.js';
import type { VirtualTime } from './virtual-time.js';

/** More entries than phones: what all of them fold at once must not call for folding again. */
const FOLD_RULES = { entries: 6, idleMs: 1_000, deletedIdleMs: 10_000 };

export type PageParts = {
  readonly person: Person;
  /** Whom it meets; undefined for a phone that only knows parcels. */
  readonly partner: Person | undefined;
  readonly antenna: Antenna | undefined;
  readonly time: VirtualTime;
  readonly chance: Chance;
  /** The database's name. */
  readonly disk: string;
  readonly known: KnownState | undefined;
  readonly onKnown: (known: KnownState) => void;
};

export type Page = {
  readonly disk: string;
  readonly doc: Y.Doc;
  readonly ledger: Ledger;
  readonly store: LedgerStore;
  readonly holdings: Holdings;
  readonly sync: Sync | undefined;
  readonly antenna: Antenna | undefined;
  /** Opened when it is first asked for, and held from then on. */
  readonly chapter: (name: ChapterName) => Y.Doc;
  readonly isOpen: (name: ChapterName) => boolean;
  readonly undo: (name: ChapterName) => Y.UndoManager | undefined;
  readonly isAlive: () => boolean;
  /** Nothing it does from here on counts. What it holds on to is let go of by `bury`. */
  readonly die: () => void;
  readonly bury: () => Promise<void>;
  /** As the app ends: seals, says goodbye, and leaves. */
  readonly leave: () => Promise<void>;
};

export async function openPage(parts: PageParts): Promise<Page> {
  const { person, antenna, time, chance, disk } = parts;
  const { clock, end } = time.createPageClock();
  const doc = new Y.Doc();
  const store = openLedgerStore(doc, { name: disk, clock, platform: ALONE });
  await store.loaded;
  const ledger = createLedger({
    doc,
    keys: LEDGER_KEYS,
    me: person.keys,
    devices: DEVICES,
    clock,
    random: chance,
    foldRules: FOLD_RULES,
    ownChapters: () => CHAPTERS.filter((name) => name.endsWith(`@${person.side}`)),
  });
  let alive = true;
  const holdings = watchHoldings({
    doc,
    clock,
    known: parts.known,
    onKnown: (known) => {
      if (alive) parts.onKnown(known);
    },
  });
  const saved = async (): Promise<Result<void, unknown>> => {
    const result = await store.saved();
    return alive ? result : err('dead');
  };
  const sync = startSync(parts, { doc, holdings, clock, saved });
  const chapters = new Map<ChapterName, Chapter>();
  const undoManagers = new Map<ChapterName, Y.UndoManager>();
  const open = (name: ChapterName): Y.Doc => {
    const chapter = chapters.get(name) ?? ledger.openChapter(name);
    chapters.set(name, chapter);
    if (!undoManagers.has(name)) undoManagers.set(name, watchUndo(chapter.doc));
    return chapter.doc;
  };

  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    sync?.stop();
    holdings.stop();
    ledger.close();
    await store.close();
    end();
    for (const manager of undoManagers.values()) manager.destroy();
    doc.destroy();
  };
  /** Killed while it was leaving, it is let go of only once. */
  const close = (): Promise<void> => {
    closing ??= closeAll();
    return closing;
  };

  return {
    disk,
    doc,
    ledger,
    store,
    holdings,
    sync,
    antenna,
    chapter: open,
    isOpen: (name) => chapters.has(name),
    undo: (name) => undoManagers.get(name),
    isAlive: () => alive,
    die: () => {
      alive = false;
      antenna?.fallSilent();
      end();
    },
    bury: close,
    leave: async () => {
      ledger.flush();
      await close();
      alive = false;
      antenna?.fallSilent();
    },
  };
}

function watchUndo(doc: Y.Doc): Y.UndoManager {
  return new Y.UndoManager(doc.getText('words'), {
    captureTimeout: 0,
    trackedOrigins: new Set([null, TYPING]),
  });
}

function startSync(
  { person, partner, antenna, chance }: PageParts,
  parts: {
    readonly doc: Y.Doc;
    readonly holdings: Holdings;
    readonly clock: VirtualTime['clock'];
    readonly saved: () => Promise<Result<void, unknown>>;
  },
): Sync | undefined {
  if (antenna === undefined || partner === undefined) return undefined;
  const sync = createSync(
    {
      ...parts,
      roomName: MEETING_KEYS.roomName,
      proofKey: MEETING_KEYS.proofKey,
      introductionKey: MEETING_KEYS.introductionKey,
      me: person.keys,
      partner: partner.keys,
      certificate: undefined,
      random: chance,
    },
    antenna.makeConnection,
  );
  sync.introduceOver(antenna.carrier);
  return sync;
}
