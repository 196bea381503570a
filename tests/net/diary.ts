/**
 * What a page does with connections, sockets and timers, written down in the page itself: by its own clock,
 * and from before the app runs. `keepDiary` before the page is opened.
 */
import type { BrowserContext, CDPSession, Page } from '@playwright/test';

export type Note = {
  /** Epoch milliseconds; all phones of a test share one clock. */
  readonly at: number;
  /** What the screen says of the other phone; what a connection became; that the browser has a network again. */
  readonly what: 'near' | 'not near' | 'failed' | 'online';
  /** Heartbeats that were sent since anything was last heard. */
  readonly unanswered: number;
};

export type Diary = {
  readonly notes: Note[];
  /** Messages given to a hub's socket. */
  saidToHub: number;
  readonly connections: Set<RTCPeerConnection>;
  readonly sockets: Set<WebSocket>;
  readonly timers: Set<number>;
  /** Every connection ever made, for as long as nothing but this knows it. */
  readonly made: WeakRef<RTCPeerConnection>[];
};

declare global {
  interface Window {
    diary: Diary;
  }
}

/** Runs in the page, before anything else. */
function beginDiary(): void {
  const diary: Diary = {
    notes: [],
    saidToHub: 0,
    connections: new Set(),
    sockets: new Set(),
    timers: new Set(),
    made: [],
  };
  let unanswered = 0;
  const note = (what: Note['what']): void => {
    diary.notes.push({ at: Date.now(), what, unanswered });
  };
  // The second byte of a frame names its stream (the sync room's SPEC, frames), and 2 is the heartbeat's.
  const isHeartbeat = (frame: ArrayBuffer | ArrayBufferView): boolean => {
    const bytes =
      frame instanceof ArrayBuffer
        ? new Uint8Array(frame)
        : new Uint8Array(frame.buffer, frame.byteOffset, frame.byteLength);
    return ((bytes[1] ?? 0) & 0x3f) === 2;
  };

  addEventListener('online', () => note('online'));

  const NativeConnection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends NativeConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      diary.connections.add(this);
      diary.made.push(new WeakRef(this));
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState === 'failed') note('failed');
      });
    }
    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, options);
      const send = channel.send.bind(channel);
      Object.assign(channel, {
        send: (bytes: ArrayBuffer) => {
          if (isHeartbeat(bytes)) unanswered += 1;
          send(bytes);
        },
      });
      channel.addEventListener('message', () => {
        unanswered = 0;
      });
      return channel;
    }
    override close(): void {
      diary.connections.delete(this);
      super.close();
    }
  };

  const NativeSocket = window.WebSocket;
  window.WebSocket = class extends NativeSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      diary.sockets.add(this);
      this.addEventListener('close', () => diary.sockets.delete(this));
    }
    override send(data: Parameters<WebSocket['send']>[0]): void {
      diary.saidToHub += 1;
      super.send(data);
    }
  };

  const begin = window.setTimeout.bind(window);
  const end = window.clearTimeout.bind(window);
  const setTimer = (run: TimerHandler, ms?: number, ...args: unknown[]): number => {
    const id = begin(() => {
      diary.timers.delete(id);
      if (typeof run === 'function') run(...args);
    }, ms);
    diary.timers.add(id);
    return id;
  };
  const clearTimer = (id?: number): void => {
    if (id !== undefined) diary.timers.delete(id);
    end(id);
  };
  Object.assign(window, { setTimeout: setTimer, clearTimeout: clearTimer });

  let shown: Note['what'] | undefined;
  const readScreen = (): void => {
    const text = document.querySelector('main')?.textContent ?? '';
    const isNear = / is near\./.test(text);
    const isApart = /phone is not near\.|Looking for /.test(text);
    const now = isNear ? 'near' : isApart ? 'not near' : shown;
    if (now !== undefined && now !== shown) note(now);
    shown = now;
  };
  new MutationObserver(readScreen).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  Object.assign(window, { diary });
}

export async function keepDiary(context: BrowserContext): Promise<void> {
  await context.addInitScript(beginDiary);
}

export function readNotes(page: Page): Promise<readonly Note[]> {
  return page.evaluate(() => window.diary.notes);
}

/** The first note of this kind that was made after `since`, once it is there. */
export async function awaitNote(
  page: Page,
  what: Note['what'],
  since: number,
  timeout: number,
): Promise<Note> {
  const found = await page.waitForFunction(
    (asked) =>
      window.diary.notes.find(({ at, what: each }) => at >= asked.since && each === asked.what),
    { what, since },
    { timeout, polling: 50 },
  );
  return found.evaluate((note) => note as Note);
}

/** What a page holds on to, once it has thrown away what it can. */
export type Held = {
  readonly connections: number;
  readonly sockets: number;
  readonly timers: number;
  /** Connections that are closed, but that something still knows. */
  readonly remembered: number;
  /**
   * Functions and maps that something still knows. Bytes would count what the engine compiles and what the browser
   * notes of each request, which grows with every turn. Whatever is held on to holds functions, of which there are
   * hundreds more or less at any moment; what can be listened to holds maps, of which there are few.
   */
  readonly functions: number;
  readonly maps: number;
};

async function countOf(devtools: CDPSession, kind: 'Function' | 'Map'): Promise<number> {
  const { result } = await devtools.send('Runtime.evaluate', { expression: `${kind}.prototype` });
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
  });
  const counted = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  return Number(counted.result.value);
}

export async function weighPage(page: Page): Promise<Held> {
  const devtools = await page.context().newCDPSession(page);
  // What is kept by a finaliser goes in the second round only.
  for (let round = 0; round < 3; round++) await devtools.send('HeapProfiler.collectGarbage');
  const functions = await countOf(devtools, 'Function');
  const maps = await countOf(devtools, 'Map');
  await devtools.detach();
  const counts = await page.evaluate(() => {
    const { connections, sockets, timers, made } = window.diary;
    const remembered = made.filter((each) => each.deref() !== undefined).length;
    return {
      connections: connections.size,
      sockets: sockets.size,
      timers: timers.size,
      remembered,
    };
  });
  return { ...counts, functions, maps };
}

export function countSaidToHub(page: Page): Promise<number> {
  return page.evaluate(() => window.diary.saidToHub);
}
