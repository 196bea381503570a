/**
 * Finishes index.html when building: the first style sheet moves inside, the scripts of the first screen are asked for
 * at once, and the page gets its policy.
 */
import type { Plugin } from 'vite';
import { withContentSecurityPolicy } from './content-security.js';

type Asset = {
  type: 'asset' | 'chunk';
  source?: string | Uint8Array;
  imports?: readonly string[];
};
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

const ENTRY = /[ \t]*<script type="module"[^>]*src="\.\/([^"]+)"[^>]*><\/script>\n?/;

function listImports(bundle: Bundle, name: string, found: Set<string>): Set<string> {
  for (const each of bundle[name]?.imports ?? []) {
    if (found.has(each)) continue;
    found.add(each);
    listImports(bundle, each, found);
  }
  return found;
}

/**
 * So that the browser need not read one script to learn of the next. Vite would do it too, but then also ships
 * code for screens that come later, whose scripts are kept on the phone by then.
 */
export function withPreloads(html: string, bundle: Bundle): string {
  return html.replace(ENTRY, (script, entry: string) => {
    const links = [...listImports(bundle, entry, new Set())].map(
      (name) => `    <link rel="modulepreload" crossorigin href="./${name}">\n`,
    );
    return script + links.join('');
  });
}

/**
 * Stands in for what Vite puts around every import that comes later: a page whose styles are inside and whose scripts
 * are kept has nothing to load beside the script itself.
 */
const PLAIN_IMPORTS = 'export const __vitePreload = (load) => load();';

export function pagePlugin(): Plugin {
  return {
    name: 'vesper-page',
    apply: 'build',
    load: {
      order: 'pre',
      handler: (id) => (id.includes('vite/preload-helper') ? PLAIN_IMPORTS : undefined),
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) =>
        withContentSecurityPolicy(withPreloads(withInlineStyles(html, bundle ?? {}), bundle ?? {})),
    },
  };
}
