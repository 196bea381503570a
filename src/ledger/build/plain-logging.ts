/**
 * Stands in for `lib0/logging` in the app. Yjs and y-webrtc have a handful of things to say to a developer's console;
 * the library brings colours and settings from the page's store for it. Tests in Node have the library itself.
 */
export const BOLD = '';
export const UNBOLD = '';
export const GREY = '';
export const UNCOLOR = '';
export const ORANGE = '';
export const RED = '';

export function print(): void {}

export function warn(): void {}

export function createModuleLogger(): () => void {
  return print;
}
