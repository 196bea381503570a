/**
 * The app offline: keeps one whole build, serves it under whatever path it was put, and nothing else.
 * It fetches nothing of its own accord from anywhere but its own host, and stores no answers but the build's.
 */
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { answerNavigation } from './answer-navigation.js';
import { answerNotice } from './answer-notice.js';
import { answerShare, SHARE_PATH } from './handed-over.js';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] };

cleanupOutdatedCaches();

/** Answers for the build's own files, and for the scope itself with its index.html. */
precacheAndRoute(self.__WB_MANIFEST, { cleanURLs: false });

registerRoute(
  new NavigationRoute(({ url, request }) =>
    answerNavigation(url, new URL(self.registration.scope), () => fetch(request)),
  ),
);

registerRoute(
  ({ url }) => url.href === new URL(SHARE_PATH, self.registration.scope).href,
  ({ request }) => answerShare(request, new URL(self.registration.scope), caches),
  'POST',
);

/** The first worker serves the page that brought it at once, so parts fetched later come from the build. */
clientsClaim();

/** A newer worker waits until someone has agreed to the update. */
self.addEventListener('message', (event) => {
  const data: unknown = event.data;
  const asksToGoOn =
    typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING';
  if (asksToGoOn) void self.skipWaiting();
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(answerNotice(self.clients, self.registration.scope));
});
