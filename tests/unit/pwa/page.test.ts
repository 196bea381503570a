import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { withContentSecurityPolicy } from '../../../src/pwa/build/content-security.js';
import { withInlineStyles, withPreloads } from '../../../src/pwa/build/page-plugin.js';

const page = (inside: string) =>
  `<!doctype html><html><head><meta charset="utf-8" />${inside}</head></html>`;
const sheet = (source: string) => ({
  'assets/style-abc.css': { type: 'asset' as const, source },
});
const LINK = '<link rel="stylesheet" crossorigin href="./assets/style-abc.css">';

describe('the built page', () => {
  it('allows each inline style by its hash, and no inline script', () => {
    const html = withContentSecurityPolicy(page('<style>p{color:red}</style>'));
    const hash = createHash('sha256').update('p{color:red}').digest('base64');
    expect(html).toContain(`style-src 'self' 'sha256-${hash}'`);
    expect(html).toContain("script-src 'self';");
    expect(html).not.toContain('unsafe');
  });

  it('says what is allowed before anything it is to rule', () => {
    const html = withContentSecurityPolicy(page('<style>p{}</style>'));
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'));
    expect(() => withContentSecurityPolicy('<html></html>')).toThrow();
  });

  it('carries its style sheet inside, and the build no longer brings it', () => {
    const bundle = sheet('p{color:red}\n');
    expect(withInlineStyles(page(LINK), bundle)).toContain('<style>p{color:red}</style>');
    expect(bundle).toEqual({});
  });

  it('refuses a style sheet whose addresses would change by moving', () => {
    expect(() => withInlineStyles(page(LINK), sheet('p{background:url(a.png)}'))).toThrow();
    expect(() => withInlineStyles(page(LINK), {})).toThrow();
  });
});

describe('the scripts of the first screen', () => {
  const chunk = (...imports: string[]) => ({ type: 'chunk' as const, imports });

  it('are asked for at once, each but once, and those of later screens are not', () => {
    const bundle = {
      'assets/index.js': chunk('assets/react.js', 'assets/yjs.js'),
      'assets/yjs.js': chunk('assets/react.js', 'assets/lib0.js'),
      'assets/react.js': chunk(),
      'assets/lib0.js': chunk('assets/yjs.js'),
      'assets/board.js': chunk('assets/index.js'),
    };
    const script = '<script type="module" crossorigin src="./assets/index.js"></script>';
    const asked = [
      ...withPreloads(page(script), bundle).matchAll(/modulepreload" crossorigin href="([^"]+)"/g),
    ];
    expect(asked.map(([, href]) => href)).toEqual([
      './assets/react.js',
      './assets/yjs.js',
      './assets/lib0.js',
    ]);
  });
});
