import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/ui/styles/tokens.css', import.meta.url), 'utf8');
const pairs = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function colour(name: string, light: 'light' | 'dark'): string {
  const pair = pairs.get(name);
  if (!pair) throw new Error(`There is no token ${name}.`);
  return pair[light];
}

describe.each(['light', 'dark'] as const)('in the %s', (light) => {
  const words = ['ink', 'ink-2', 'circle', 'arch', 'together', 'danger'];
  it.each(words)('%s can be read on paper and card', (name) => {
    for (const ground of ['paper', 'card']) {
      expect(contrast(colour(name, light), colour(ground, light))).toBeGreaterThanOrEqual(4.5);
    }
  });

  const signs = ['control-line', 'focus', ...[1, 2, 3, 4, 5].map((n) => `light-${n}`)];
  it.each(signs)('%s can be seen on paper and card', (name) => {
    for (const ground of ['paper', 'card']) {
      expect(contrast(colour(name, light), colour(ground, light))).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(['circle', 'arch', 'together'])('ink can be read on the soft ground of %s', (name) => {
    expect(contrast(colour('ink', light), colour(`${name}-soft`, light))).toBeGreaterThanOrEqual(7);
    expect(contrast(colour('ink-2', light), colour(`${name}-soft`, light))).toBeGreaterThan(4.5);
  });
});
