/** The page's own rules on what it may load, written into it, for hosts that send no headers. Pure. */
import { createHash } from 'node:crypto';

function hashesOf(html: string, tag: 'script' | 'style'): string[] {
  const inline = new RegExp(`<${tag}(?![^>]*\\ssrc=)[^>]*>([\\s\\S]*?)</${tag}>`, 'gi');
  return [...html.matchAll(inline)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
}

/**
 * `'self'` covers sockets to the page's own host in every browser that can run Vesper (CSP 3; Safari since 15.4).
 * Beyond it only sockets: to the one server that a couple may have set (decision 007).
 * React sets styles through the DOM, which needs no permission; only written-out `style` attributes would.
 */
export function contentSecurityPolicy(html: string): string {
  return [
    ["default-src 'none'"],
    ["script-src 'self'", ...hashesOf(html, 'script')],
    ["style-src 'self'", ...hashesOf(html, 'style')],
    ["img-src 'self' data: blob:"],
    ["media-src 'self' blob:"],
    ["font-src 'self'"],
    ["connect-src 'self' ws: wss:"],
    ["worker-src 'self'"],
    ["manifest-src 'self'"],
    ["base-uri 'none'"],
    ["form-action 'none'"],
  ]
    .map((words) => words.join(' '))
    .join('; ');
}

/** Puts the policy before everything it is to rule, right after the character set. */
export function withContentSecurityPolicy(html: string): string {
  const charset = /<meta charset="utf-8"\s*\/?>/i;
  if (!charset.test(html)) throw new Error('The page begins with its character set.');
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(html)}">`;
  return html.replace(charset, (found) => `${found}\n    ${policy}`);
}
