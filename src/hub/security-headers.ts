/** What the hub tells browsers to allow: the app itself, its own socket, the camera, and nothing else. Pure. */
import { createHash } from 'node:crypto';

export type InlineHashes = {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
};

/** Powers the app does not use are switched off; what it uses stays with its own pages. */
const PERMISSIONS = [
  'camera=(self)',
  'screen-wake-lock=(self)',
  'clipboard-read=(self)',
  'clipboard-write=(self)',
  'microphone=()',
  'geolocation=()',
  'accelerometer=()',
  'gyroscope=()',
  'magnetometer=()',
  'display-capture=()',
  'payment=()',
  'usb=()',
  'serial=()',
  'hid=()',
  'midi=()',
].join(', ');

export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': PERMISSIONS,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function inlineParts(html: string, tag: 'script' | 'style'): string[] {
  const element = new RegExp(`<${tag}(?![^>]*\\ssrc=)[^>]*>([\\s\\S]*?)</${tag}>`, 'gi');
  return [...html.matchAll(element)].map(([, text = '']) => text).filter((text) => text !== '');
}

/** The page is ours and fixed once built, so what it holds inline can be named by hash. */
export function hashInline(html: string): InlineHashes {
  return {
    scripts: inlineParts(html, 'script').map(hashSource),
    styles: inlineParts(html, 'style').map(hashSource),
  };
}

function directives(...entries: readonly (readonly string[])[]): string {
  return entries.map((words) => words.join(' ')).join('; ');
}

/** Sockets may go further than the page's own host: to the one server that a couple may have set (decision 007). */
export function appPolicy({ scripts, styles }: InlineHashes): string {
  return directives(
    ['default-src', "'none'"],
    ['script-src', "'self'", ...scripts],
    ['style-src', "'self'", ...styles],
    ['img-src', "'self'", 'data:', 'blob:'],
    ['font-src', "'self'"],
    ['connect-src', "'self'", 'ws:', 'wss:'],
    ['manifest-src', "'self'"],
    ['worker-src', "'self'"],
    ['media-src', "'self'", 'blob:'],
    ['base-uri', "'none'"],
    ['form-action', "'none'"],
    ['frame-ancestors', "'none'"],
  );
}

/** For pages the hub writes itself: text and one inline style sheet. */
export function plainPagePolicy({ styles }: InlineHashes): string {
  return directives(
    ['default-src', "'none'"],
    ['style-src', ...(styles.length === 0 ? ["'none'"] : styles)],
    ['base-uri', "'none'"],
    ['form-action', "'none'"],
    ['frame-ancestors', "'none'"],
  );
}
