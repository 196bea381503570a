/** What a link to a path below the app gets: the host's own page if it has one, else the app, at that place. */

/** `/vesper/board?new` under the scope `/vesper/` is the app at `#/board?new`. Both are absolute URLs. */
export function placeInApp(url: URL, scope: URL): URL {
  const path = url.pathname.slice(scope.pathname.length).replace(/\/+$/, '');
  const place = new URL(scope);
  place.hash = `/${path}${url.search}`;
  return place;
}

/**
 * The app's own addresses live behind `#`, so a deeper path is either something else that the host serves
 * (a page on how to trust its certificate, say) or a link typed by hand, also when there is no host to ask.
 */
export async function answerNavigation(
  url: URL,
  scope: URL,
  askHost: () => Promise<Response>,
): Promise<Response> {
  try {
    const answer = await askHost();
    if (answer.status !== 404) return answer;
  } catch {
    // Offline: go on to the app.
  }
  return Response.redirect(placeInApp(url, scope).href, 302);
}
