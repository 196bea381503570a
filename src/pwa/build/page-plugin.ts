/** Finishes index.html when building: the first style sheet moves inside, and the page gets its policy. */
import type { Plugin } from 'vite';
import { withContentSecurityPolicy } from './content-security.js';

type Asset = { type: 'asset' | 'chunk'; source?: string | Uint8Array };
type Bundle = Record<string, Asset>;

const STYLE_SHEET = /[ \t]*<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>\n?/g;

function readText(bundle: Bundle, name: string): string {
  const source = bundle[name]?.source;
  if (source === undefined) throw new Error(`The page asks for ${name}, which was not built.`);
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}

/**
 * Nothing then stands between the page and its first picture but the page itself.
 * Takes the style sheet out of the bundle: nobody asks for it any more.
 */
export function withInlineStyles(html: string, bundle: Bundle): string {
  return html.replace(STYLE_SHEET, (_link, name: string) => {
    const css = readText(bundle, name).trim();
    if (/url\((?!["']?data:)/.test(css)) {
      throw new Error(`${name} refers to a file: inside the page, its address would be another.`);
    }
    delete bundle[name];
    return `    <style>${css}</style>\n`;
  });
}

export function pagePlugin(): Plugin {
  return {
    name: 'vesper-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) =>
        withContentSecurityPolicy(withInlineStyles(html, bundle ?? {})),
    },
  };
}
