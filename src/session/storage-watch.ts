/** What the open ledgers say of their storage, added up. */
import { createSignal, type Signal } from '../kernel/index.js';
import type { StorageReport } from './session.js';
import type { LedgerSpace } from './space.js';

export type StorageWatch = {
  readonly report: Signal<StorageReport>;
  /** From now on, for as long as the space is open. */
  readonly watch: (space: LedgerSpace) => void;
};

/** `onTrouble` is called when a space gets into trouble, and when it is out of it. */
export function createStorageWatch(
  spaces: () => readonly LedgerSpace[],
  onTrouble: () => void,
): StorageWatch {
  const report = createSignal<StorageReport>({ rowsSetAside: 0, entriesSetAside: 0 });
  const addUp = (): void => {
    const open = spaces();
    report.set({
      rowsSetAside: open.reduce((sum, each) => sum + each.store.status.get().rowsSetAside, 0),
      entriesSetAside: open.reduce((sum, each) => sum + each.ledger.setAside.get().length, 0),
    });
  };
  return {
    report,
    watch: ({ ledger, store }) => {
      let wasTroubled = false;
      const follow = (): void => {
        addUp();
        const isTroubled = store.status.get().state === 'trouble';
        if (isTroubled !== wasTroubled) onTrouble();
        wasTroubled = isTroubled;
      };
      ledger.setAside.subscribe(addUp);
      store.status.subscribe(follow);
      follow();
    },
  };
}
