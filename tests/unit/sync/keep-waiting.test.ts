/** What keeps a waiting connection alive where the browser would give it up; the browsers' part is shown in the end-to-end tests. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepWaiting } from '../../../src/sync/keep-waiting.js';
import captures from '../../contract/pairing/fixtures/sdps.json' with { type: 'json' };

const SDP = captures.find(({ browser, camera }) => browser === 'firefox' && camera)?.sdp ?? '';

function connectionOf(sdp: string) {
  const tried: RTCIceCandidateInit[] = [];
  const native = {
    connectionState: 'new' as RTCPeerConnectionState,
    iceConnectionState: 'new' as RTCIceConnectionState,
    localDescription: { type: 'offer', sdp } as RTCSessionDescription,
    addIceCandidate: async (candidate?: RTCIceCandidateInit | null) => {
      if (candidate) tried.push(candidate);
    },
  };
  return { native, tried };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('[N87] a waiting connection has somebody to try at least every 5 s, and never anybody but its own phone', () => {
  const { native, tried } = connectionOf(SDP);
  keepWaiting(native);
  for (let seconds = 0; seconds < 180; seconds += 5) {
    const before = tried.length;
    vi.advanceTimersByTime(5_000);
    expect(tried.length).toBeGreaterThan(before);
  }
  expect(new Set(tried.map(({ candidate }) => candidate?.split(' ')[4]))).toEqual(
    new Set(['192.0.2.2']),
  );
  expect(new Set(tried.map(({ candidate }) => candidate)).size).toBe(tried.length);
});

it('[N87] nothing is tried any more once somebody has come, or the connection is closed', () => {
  for (const end of ['connected', 'closed'] as const) {
    const { native, tried } = connectionOf(SDP);
    keepWaiting(native);
    native.connectionState = end;
    const before = tried.length;
    vi.advanceTimersByTime(60_000);
    expect(tried.length).toBe(before);
  }
});

it('[N87] a phone with no address tries nothing', () => {
  const { native, tried } = connectionOf('v=0\r\n');
  keepWaiting(native);
  expect(tried).toEqual([]);
});
