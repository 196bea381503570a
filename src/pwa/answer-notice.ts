/** What pressing a notice does: brings the app to the front where it is open, else opens it. */

export type WindowsOfApp = {
  readonly matchAll: (options: {
    type: 'window';
    includeUncontrolled: true;
  }) => Promise<readonly { readonly focus?: () => Promise<unknown> }[]>;
  readonly openWindow: (url: string) => Promise<unknown>;
};

export async function answerNotice(windows: WindowsOfApp, scope: string): Promise<void> {
  const open = await windows.matchAll({ type: 'window', includeUncontrolled: true });
  const [first] = open;
  // Where it stands is left as it is: somebody may be in the middle of a sentence there.
  await (first?.focus ? first.focus() : windows.openWindow(scope));
}
