/** The plain page that tells how a phone comes to trust this hub, and why it has to. Pure. */

export type TrustFacts = {
  /** Where the app is, on the address this page was asked for by. */
  readonly appUrl: string;
  /** The authority's name in a phone's settings. */
  readonly authorityName: string;
  /** SHA-256, as printed in the terminal. */
  readonly fingerprint: string;
};

const STYLE = `
:root{color-scheme:light dark;--paper:#f7f1e8;--ink:#2a2230;--soft:#5e5366;--card:#fffcf7;--link:#0f6b66}
@media (prefers-color-scheme:dark){:root{--paper:#17131c;--ink:#f3ece4;--soft:#b9aebe;--card:#221c29;--link:#6fd0c5}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif}
main{max-width:38rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.875rem;line-height:1.2}h2{font-size:1.25rem;margin-block-start:2.5rem}
a{color:var(--link)}li{margin-block:.5rem}code{overflow-wrap:anywhere;color:var(--soft)}
.button{display:inline-flex;align-items:center;min-height:2.75rem;padding:.5rem 1.25rem;border-radius:.625rem;background:var(--card);border:1px solid currentcolor;text-decoration:none}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** `name` is the authority's, as phones list it. */
function stepsForIos(name: string): string {
  return `<ol>
<li>Open this page in Safari and tap <a href="/ca.crt">Get the certificate</a>. Allow the download of the profile.</li>
<li>Open <strong>Settings</strong>. Near the top it says <strong>Profile Downloaded</strong>; if not, go to <strong>General</strong>, then <strong>VPN &amp; Device Management</strong>. Choose <strong>${name}</strong> and tap <strong>Install</strong>.</li>
<li>Go to <strong>General</strong>, <strong>About</strong>, <strong>Certificate Trust Settings</strong>, and switch <strong>${name}</strong> on.</li>
</ol>`;
}

function stepsForAndroid(name: string): string {
  return `<ol>
<li>Open this page in Chrome and tap <a href="/ca.crt">Get the certificate</a>. The file <strong>ca.crt</strong> is saved.</li>
<li>Open <strong>Settings</strong> and search for <strong>CA certificate</strong>. On most phones it is under <strong>Security &amp; privacy</strong>, <strong>More security settings</strong>, <strong>Encryption &amp; credentials</strong>, <strong>Install a certificate</strong>.</li>
<li>Choose <strong>CA certificate</strong>, then <strong>Install anyway</strong>, and pick <strong>ca.crt</strong>. In the list it is called <strong>${name}</strong>.</li>
</ol>
<p>Android may say from then on that the network can be monitored. It says this for every certificate one adds.</p>`;
}

export function writeTrustPage(facts: TrustFacts): string {
  const name = escapeHtml(facts.authorityName);
  const appUrl = escapeHtml(facts.appUrl);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Let this phone trust the hub</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Let this phone trust the hub</h1>
<p>You do this once on each phone. After it, open <a href="${appUrl}">${appUrl}</a>.</p>
<p><a class="button" href="/ca.crt">Get the certificate</a></p>
<h2>iPhone and iPad</h2>
${stepsForIos(name)}
<h2>Android</h2>
${stepsForAndroid(name)}
<h2>Why</h2>
<p>A phone installs an app, runs it offline and lets it use the camera only when the page comes over a secure connection. Out on the web a company vouches for a page. Nobody can vouch for a computer in your home, so this computer does it itself, with an authority it made when it first started. The certificate you install is that authority.</p>
<p>It can vouch for addresses and for names ending in <strong>.local</strong>, and for no website with a name of its own. Its key never leaves the computer the hub runs on. Install it only if you trust that computer.</p>
<h2>Is it the right one?</h2>
<p>The hub prints this fingerprint where it was started. Before you install, compare it with the one your phone shows under the certificate's details.</p>
<p><code>${escapeHtml(facts.fingerprint)}</code></p>
<h2>Taking it back</h2>
<p>On an iPhone remove the profile under <strong>General</strong>, <strong>VPN &amp; Device Management</strong>. On Android remove it under <strong>Encryption &amp; credentials</strong>, <strong>User credentials</strong>. What is written in the app stays on the phone.</p>
</main>
</body>
</html>
`;
}
