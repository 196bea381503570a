/** Finds the browsers the suite drives, where the ordinary systems put them or where the environment says. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Browsers = {
  /** Chromium or Chrome; everything about two phones needs it. */
  readonly chromium: string | undefined;
  readonly firefox: string | undefined;
  /** WebKitGTK is driven over W3C WebDriver: the driver, the browser it starts, and a display. */
  readonly webkit:
    | { readonly driver: string; readonly browser: string; readonly display: string }
    | undefined;
};

const MAC_APPS = '/Applications';
const WINDOWS_APPS = [
  process.env['PROGRAMFILES'],
  process.env['PROGRAMFILES(X86)'],
  process.env['LOCALAPPDATA'],
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(...names: readonly string[]): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const usual = process.platform === 'win32' ? [] : ['/usr/bin', '/usr/local/bin', '/usr/sbin'];
  return names.flatMap((name) => [...folders, ...usual].map((folder) => join(folder, name)));
}

function underWindows(path: string): string[] {
  return WINDOWS_APPS.flatMap((root) => (root ? [join(root, path)] : []));
}

/** The path of a program on PATH or in a usual folder, or undefined. */
export function findProgram(...names: readonly string[]): string | undefined {
  return onPath(...names).find(isExecutable);
}

function findChromium(): string | undefined {
  const told = process.env['CHROMIUM_PATH'];
  if (told) return isExecutable(told) ? told : undefined;
  return [
    ...onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'),
    `${MAC_APPS}/Google Chrome.app/Contents/MacOS/Google Chrome`,
    `${MAC_APPS}/Chromium.app/Contents/MacOS/Chromium`,
    ...underWindows('Google/Chrome/Application/chrome.exe'),
    ...underWindows('Chromium/Application/chrome.exe'),
  ].find(isExecutable);
}

function findFirefox(): string | undefined {
  const told = process.env['FIREFOX_PATH'];
  if (told) return isExecutable(told) ? told : undefined;
  return [
    ...onPath('firefox-esr', 'firefox'),
    `${MAC_APPS}/Firefox.app/Contents/MacOS/firefox`,
    ...underWindows('Mozilla Firefox/firefox.exe'),
  ].find(isExecutable);
}

function findWebKit(): Browsers['webkit'] {
  const driver = findProgram('WebKitWebDriver');
  const display = findProgram('Xvfb');
  const browser = ['x86_64', 'aarch64']
    .flatMap((machine) =>
      ['4.1', '4.0'].map(
        (version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
      ),
    )
    .find(isExecutable);
  return driver && browser && display ? { driver, browser, display } : undefined;
}

export function findBrowsers(): Browsers {
  return { chromium: findChromium(), firefox: findFirefox(), webkit: findWebKit() };
}
