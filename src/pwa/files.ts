/** Files out of the app and into it: the system's share sheet, a download, and what the system hands over. */

export type ShareOutcome = 'shared' | 'cancelled' | 'unavailable';

export type ShareEnvironment = {
  readonly canShare: ((data: ShareData) => boolean) | undefined;
  readonly share: ((data: ShareData) => Promise<void>) | undefined;
};

export function canShareFile(
  file: File,
  { canShare, share }: ShareEnvironment = thisPage(),
): boolean {
  return share !== undefined && (canShare?.({ files: [file] }) ?? false);
}

/** To be called from a press. `unavailable`: this browser, or the system behind it, takes no such file. */
export async function shareFile(
  file: File,
  environment: ShareEnvironment = thisPage(),
): Promise<ShareOutcome> {
  if (!environment.share || !canShareFile(file, environment)) return 'unavailable';
  try {
    await environment.share({ files: [file] });
    return 'shared';
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError'
      ? 'cancelled'
      : 'unavailable';
  }
}

function thisPage(): ShareEnvironment {
  const { canShare, share }: Partial<Pick<Navigator, 'canShare' | 'share'>> = navigator;
  return { canShare: canShare?.bind(navigator), share: share?.bind(navigator) };
}

/** How long an address for a file stays good after the press: some browsers read it late. */
const KEEP_ADDRESS_MS = 60_000;

/** Lands where this browser puts what is downloaded. */
export function saveFile(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP_ADDRESS_MS);
}

/** Whatever the app takes in is smaller. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Enough to tell what it is, and how large it says it is. */
const BEGINNING_BYTES = 64;

/** A film chosen by mistake is not read into memory to find out that it is one. */
export function cutToSize(file: Blob): Blob {
  return file.size > MOST_BYTES ? file.slice(0, BEGINNING_BYTES) : file;
}

export async function readFile(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await cutToSize(file).arrayBuffer());
}

type LaunchParams = { readonly files?: readonly FileSystemFileHandle[] };
type LaunchQueue = { readonly setConsumer: (consumer: (params: LaunchParams) => void) => void };

/** What the system opens with the app, where it can: `onFile` once for each file. */
export function followLaunchedFiles(onFile: (file: File) => void): void {
  if (!('launchQueue' in window)) return;
  const queue = window.launchQueue as LaunchQueue;
  queue.setConsumer(({ files = [] }) => {
    for (const handle of files) void handle.getFile().then(onFile);
  });
}
