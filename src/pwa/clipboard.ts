/** Text out of the app and into it, by the clipboard. */

export type ClipboardEnvironment = {
  readonly writeText: ((text: string) => Promise<void>) | undefined;
  readonly readText: (() => Promise<string>) | undefined;
};

/** True once the text is on the clipboard. To be called from a press. */
export async function copyText(
  text: string,
  { writeText }: ClipboardEnvironment = thisPage(),
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
  { readText }: ClipboardEnvironment = thisPage(),
): Promise<string | undefined> {
  try {
    return await readText?.();
  } catch {
    return undefined;
  }
}

function thisPage(): ClipboardEnvironment {
  const clipboard: Partial<Clipboard> | undefined = navigator.clipboard;
  return {
    writeText: clipboard?.writeText?.bind(navigator.clipboard),
    readText: clipboard?.readText?.bind(navigator.clipboard),
  };
}
