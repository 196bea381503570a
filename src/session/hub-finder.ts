/**
 * Finds out whether this page was served by a hub, which can then introduce the phones to each other. A hub
 * marks the page it serves: so a page from anywhere else asks nobody, wherever it is opened.
 */

/** What is read of the document. */
export type ServedPage = {
  readonly baseURI: string;
  readonly querySelector: (selector: string) => Pick<HTMLMetaElement, 'content'> | null;
};

/** Holds the address of the hub's card. */
const MARK = 'meta[name="vesper-hub"]';

/** A hub that is asleep may still take up a connection, and then say nothing. */
const ANSWER_DEADLINE_MS = 10_000;

type HubCard = { readonly vesper: 1; readonly meet: string };

export type HubAnswer =
  | { readonly type: 'hub'; readonly socketUrl: string }
  | { readonly type: 'none' }
  /** Nothing answered: the hub may be asleep, so ask again later. */
  | { readonly type: 'unreachable' };

function isHubCard(value: unknown): value is HubCard {
  return (
    typeof value === 'object' &&
    value !== null &&
    'vesper' in value &&
    value.vesper === 1 &&
    'meet' in value &&
    typeof value.meet === 'string'
  );
}

/** The socket lies on the page's own origin, always: a card can't send the phones elsewhere. */
export function socketUrlOf(pageUrl: string, meet: string): string | undefined {
  const url = new URL(meet, pageUrl);
  if (url.origin !== new URL(pageUrl).origin) return undefined;
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

async function readCard(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

export async function findHub(page: ServedPage, ask: typeof fetch): Promise<HubAnswer> {
  const mark = page.querySelector(MARK);
  if (mark === null) return { type: 'none' };
  try {
    const response = await ask(new URL(mark.content, page.baseURI), {
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_DEADLINE_MS),
    });
    const card = response.ok ? await readCard(response) : undefined;
    const socketUrl = isHubCard(card) ? socketUrlOf(page.baseURI, card.meet) : undefined;
    return socketUrl ? { type: 'hub', socketUrl } : { type: 'none' };
  } catch {
    return { type: 'unreachable' };
  }
}
