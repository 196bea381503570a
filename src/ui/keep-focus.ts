/** When a control goes away that had the focus, or can't hold it any more, the next key must not begin from nowhere. */

const STOPS = 'a[href], button, input, select, textarea, summary';

function canHoldFocus(element: Element): boolean {
  return element.isConnected && !element.matches(':disabled');
}

function isStop(element: Element): element is HTMLElement {
  const isShown = element.getClientRects().length > 0;
  return element instanceof HTMLElement && isShown && element.tabIndex >= 0;
}

function takesFocus(element: HTMLElement): boolean {
  if (!canHoldFocus(element)) return false;
  element.focus();
  return document.activeElement === element;
}

function ancestorsOf(element: Element): readonly Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) path.push(at);
  return path;
}

/** The nearest stop to where the focus was, and where there is none on this side of the whole screen, its heading. */
function passOn(path: readonly Element[]): void {
  const survivor = path.find((place, depth) => depth > 0 && place.isConnected);
  for (const place of survivor ? ancestorsOf(survivor) : []) {
    if (place.matches('main') || place.querySelector('main')) break;
    if ([...place.querySelectorAll(STOPS)].filter(isStop).some(takesFocus)) return;
  }
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}

/** Watches over the focus until the returned function is called. */
export function keepFocus(): () => void {
  /** What has the focus, then what it stands in, as it was: afterwards nothing tells any more. */
  let path: readonly Element[] = [];
  const follow = ({ target }: Event): void => {
    path = target instanceof Element ? ancestorsOf(target) : [];
  };
  const letGo = ({ target }: Event): void => {
    // Whoever presses elsewhere has left it on purpose.
    if (target instanceof Node && !path[0]?.contains(target)) path = [];
  };
  const watcher = new MutationObserver(() => {
    const [held] = path;
    if (!held || canHoldFocus(held)) return;
    const { activeElement } = document;
    const isNowhere = !activeElement || activeElement === document.body || activeElement === held;
    if (isNowhere) passOn(path);
    else path = [];
  });
  document.addEventListener('focusin', follow);
  document.addEventListener('pointerdown', letGo);
  watcher.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  return () => {
    document.removeEventListener('focusin', follow);
    document.removeEventListener('pointerdown', letGo);
    watcher.disconnect();
  };
}
