/** A part of the app that comes only when it is needed did not come: no network, and not kept for being without. */
export class PartNotLoaded extends Error {}

export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new PartNotLoaded('a part of the app did not load', { cause });
  }
}
