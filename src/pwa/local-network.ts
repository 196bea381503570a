/** Whether the browser was told not to let this page reach devices of its own network. */

/** Chromium's names for it, of several versions. */
const NAMES = ['local-network', 'local-network-access', 'loopback-network'];

async function isDenied(name: string): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: name as PermissionName });
    return state === 'denied';
  } catch {
    // A browser that does not know the name does not ask for it either.
    return false;
  }
}

export async function isLocalNetworkDenied(): Promise<boolean> {
  return (await Promise.all(NAMES.map(isDenied))).includes(true);
}
