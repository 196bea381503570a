/** Drives WebKitGTK by its W3C driver: Playwright's own WebKit can't be had everywhere, and this one is a real browser. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findBrowsers } from './find-browsers.js';

/** Off by default in this build, on in Safari. */
const FEATURES = 'StorageAPI,StorageAPIEstimate,FileSystem,FileSystemWritableStream,NavigationAPI';
const PATIENCE_MS = 30_000;
const POLL_MS = 100;
/** The name under which the protocol hands out elements. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export type WebKit = {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function body in the page and returns what it returns. */
  run(body: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Waits for an element by XPath, and presses it. */
  press(xpath: string): Promise<void>;
  /** Waits for a field by its label, and types into it. */
  type(label: string, words: string): Promise<void>;
  /** Waits until the page's visible text holds these words. */
  expectText(words: string): Promise<void>;
  /** Errors nobody caught, and what the page's rules forbade, on every page since it had loaded. */
  complaints(): Promise<readonly string[]>;
  close(): Promise<void>;
};

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > end) throw new Error(`WebKit: ${what} did not come within ${PATIENCE_MS} ms`);
    await pause(POLL_MS);
  }
}

/** An X server picks a free display itself and tells its number on a pipe. */
async function startDisplay(xvfb: string): Promise<{ process: ChildProcess; display: string }> {
  const process = spawn(
    xvfb,
    ['-displayfd', '3', '-screen', '0', '500x900x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  let told = '';
  process.stdio[3]?.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  await until('a display', async () => (told.includes('\n') ? true : undefined));
  return { process, display: `:${told.trim()}` };
}

type Send = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<unknown>;

function createSend(port: number): Send {
  return async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    });
    const answer: unknown = await response.json();
    const value =
      typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : undefined;
    if (!response.ok) throw new Error(`WebKit: ${path}: ${JSON.stringify(value)}`);
    return value;
  };
}

function idOf(value: unknown, key: string): string {
  const id = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  if (typeof id !== 'string') throw new Error(`WebKit: no ${key} in ${JSON.stringify(value)}`);
  return id;
}

async function startSession(send: Send, browser: string): Promise<string> {
  await until('the driver', async () => {
    try {
      return await send('GET', '/status');
    } catch {
      return undefined;
    }
  });
  const options = { binary: browser, args: ['--automation', `--features=${FEATURES}`] };
  const alwaysMatch = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options };
  const session = await send('POST', '/session', { capabilities: { alwaysMatch } });
  return `/session/${idOf(session, 'sessionId')}`;
}

/** The driver passes no console on, so the page itself remembers. */
const REMEMBER_COMPLAINTS = `
  const kept = (window.complaintsOfPage = []);
  addEventListener('error', (event) => kept.push(event.message));
  addEventListener('unhandledrejection', (event) => kept.push(String(event.reason)));
  addEventListener('securitypolicyviolation', (event) =>
    kept.push(event.violatedDirective + ' forbids ' + event.blockedURI));`;
const HAND_OVER_COMPLAINTS = 'return (window.complaintsOfPage ?? []).splice(0)';

function createDriver(send: Send, session: string): Omit<WebKit, 'close'> {
  const find = (xpath: string): Promise<string> =>
    until(xpath, async () => {
      try {
        const found = await send('POST', `${session}/element`, { using: 'xpath', value: xpath });
        return idOf(found, ELEMENT);
      } catch {
        return undefined;
      }
    });
  const run: WebKit['run'] = (body, ...args) =>
    send('POST', `${session}/execute/sync`, { script: body, args });
  const heard: string[] = [];
  const complaints = async (): Promise<readonly string[]> => {
    const said = await run(HAND_OVER_COMPLAINTS);
    if (Array.isArray(said)) heard.push(...said.map(String));
    return heard;
  };
  const load = async (path: string, body?: unknown): Promise<void> => {
    await complaints();
    await send('POST', `${session}${path}`, body);
    await run(REMEMBER_COMPLAINTS);
  };
  return {
    open: (url) => load('/url', { url }),
    reload: () => load('/refresh'),
    run,
    complaints,
    press: async (xpath) => {
      await send('POST', `${session}/element/${await find(xpath)}/click`);
    },
    type: async (label, words) => {
      const field = await find(`//*[@id=//label[contains(., "${label}")]/@for]`);
      await send('POST', `${session}/element/${field}/value`, { text: words });
    },
    expectText: async (words) => {
      await until(`“${words}”`, async () =>
        String(await run('return document.body.innerText')).includes(words) ? true : undefined,
      );
    },
  };
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) return;
  const gone = new Promise((resolve) => process.once('exit', resolve));
  process.kill();
  await gone;
}

function startDriver(
  program: string,
  port: number,
  display: string,
  runtime: string,
): ChildProcess {
  return spawn(program, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      GDK_BACKEND: 'x11',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      XDG_RUNTIME_DIR: runtime,
    },
  });
}

/** Its storage lives for this one session. `close()` it in the end. */
export async function launchWebKit(): Promise<WebKit> {
  const programs = findBrowsers().webkit;
  if (!programs) throw new Error('WebKitGTK, its driver or Xvfb is not installed');
  const runtime = mkdtempSync(join(tmpdir(), 'vesper-webkit-'));
  const { process: xvfb, display } = await startDisplay(programs.display);
  const port = await findFreePort();
  const driver = startDriver(programs.driver, port, display, runtime);
  const send = createSend(port);
  const endAll = async (): Promise<void> => {
    await end(driver);
    await end(xvfb);
    rmSync(runtime, { recursive: true, force: true });
  };
  try {
    const session = await startSession(send, programs.browser);
    return {
      ...createDriver(send, session),
      close: () => send('DELETE', session).then(endAll, endAll),
    };
  } catch (error) {
    await endAll();
    throw error;
  }
}
