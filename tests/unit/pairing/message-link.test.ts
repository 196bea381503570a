import { describe, expect, it } from 'vitest';
import { createMessageLink } from '../../../src/pairing/message-link.js';

function createLink() {
  const sent: Uint8Array[] = [];
  let closings = 0;
  const input = createMessageLink(
    (bytes) => sent.push(bytes),
    () => {
      closings++;
      input.markClosed();
    },
  );
  return { ...input, sent, closings: () => closings };
}

describe('the link', () => {
  it('[P23] gives what came early to the first listener, in order', () => {
    const { link, deliver } = createLink();
    deliver(Uint8Array.of(1));
    deliver(Uint8Array.of(2));
    const heard: number[] = [];
    link.onMessage(([first]) => heard.push(first ?? -1));
    deliver(Uint8Array.of(3));
    link.onMessage(([first]) => heard.push(100 + (first ?? -1)));
    expect(heard).toEqual([1, 2, 3]);
  });

  it('[P23] closes rather than hoard what nobody listens to', () => {
    const { deliver, closings } = createLink();
    for (let i = 0; i < 17; i++) deliver(new Uint8Array(65_535));
    expect(closings()).toBe(1);
  });

  it('[P23] tells its end once, also to who asks late, and sends nothing after it', () => {
    const { link, markClosed, sent } = createLink();
    let told = 0;
    link.onClose(() => told++);
    markClosed();
    markClosed();
    expect(told).toBe(1);
    link.onClose(() => told++);
    expect(told).toBe(2);
    link.send(Uint8Array.of(1));
    expect(sent).toEqual([]);
  });

  it('[P23] refuses what no phone accepts', () => {
    const { link } = createLink();
    expect(() => link.send(new Uint8Array(65_536))).toThrow(RangeError);
  });

  it('[P23] a listener that stopped hears nothing', () => {
    const { link, deliver } = createLink();
    const heard: Uint8Array[] = [];
    link.onMessage((bytes) => heard.push(bytes))();
    deliver(Uint8Array.of(1));
    expect(heard).toEqual([]);
  });
});
