/** Finds out whether this page was served by a hub, which can then introduce the phones to each other. */

/** A hub answers `hub.json` beside the app; a static host has no such file. */
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

export async function findHub(pageUrl: string, ask: typeof fetch): Promise<HubAnswer> {
  try {
    const response = await ask(new URL('hub.json', pageUrl), { cache: 'no-store' });
    const card = response.ok ? await readCard(response) : undefined;
    const socketUrl = isHubCard(card) ? socketUrlOf(pageUrl, card.meet) : undefined;
    return socketUrl ? { type: 'hub', socketUrl } : { type: 'none' };
  } catch {
    return { type: 'unreachable' };
  }
}
