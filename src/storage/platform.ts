/** What the ledger store asks of the browser besides IndexedDB; each may be missing, and each can be passed in. */

export type StorePlatform = {
  readonly openChannel: (name: string) => BroadcastChannel | undefined;
  /** Missing on pages that were not loaded over TLS, and in older browsers. */
  readonly locks: LockManager | undefined;
  /** Bytes used and bytes allowed, as far as the browser tells. */
  readonly estimate: () => Promise<StorageEstimate | undefined>;
};

function findNavigator(): Partial<Navigator> | undefined {
  return 'navigator' in globalThis ? globalThis.navigator : undefined;
}

export const browserPlatform: StorePlatform = {
  openChannel: (name) =>
    'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : undefined,
  get locks() {
    return findNavigator()?.locks;
  },
  estimate: async () => {
    try {
      return await findNavigator()?.storage?.estimate();
    } catch {
      return undefined;
    }
  },
};
