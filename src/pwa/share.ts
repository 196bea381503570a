/** Text out of the app and into it: through the phone's own share sheet, or the clipboard. */

export type ShareAnswer = 'shared' | 'copied' | 'cancelled' | 'failed';

export type ShareEnvironment = {
  readonly share: ((data: ShareData) => Promise<void>) | undefined;
  readonly writeText: ((text: string) => Promise<void>) | undefined;
  readonly readText: (() => Promise<string>) | undefined;
};

function isCancelled(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** True once the text is on the clipboard. To be called from a press. */
export async function copyText(
  text: string,
  { writeText }: ShareEnvironment = thisPage(),
): Promise<boolean> {
  if (!writeText) return false;
  try {
    await writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Undefined where the browser has no clipboard to read or it was refused: the field can still be pasted into. */
export async function pasteText(
  { readText }: ShareEnvironment = thisPage(),
): Promise<string | undefined> {
  try {
    return await readText?.();
  } catch {
    return undefined;
  }
}

/** Opens the share sheet where there is one, and copies where there is none. To be called from a press. */
export async function shareText(
  data: { title: string; text: string },
  environment: ShareEnvironment = thisPage(),
): Promise<ShareAnswer> {
  if (environment.share) {
    try {
      await environment.share(data);
      return 'shared';
    } catch (error) {
      if (isCancelled(error)) return 'cancelled';
    }
  }
  return (await copyText(data.text, environment)) ? 'copied' : 'failed';
}

function thisPage(): ShareEnvironment {
  const clipboard: Partial<Clipboard> | undefined = navigator.clipboard;
  return {
    share: 'share' in navigator ? (data) => navigator.share(data) : undefined,
    writeText: clipboard?.writeText?.bind(navigator.clipboard),
    readText: clipboard?.readText?.bind(navigator.clipboard),
  };
}
