/**
 * Captures offers as real browsers write them, into `fixtures/sdps.json`.
 * Run by hand when a browser's SDP changes: `npx tsx tests/contract/pairing/capture-sdps.ts`.
 */
import { writeFileSync } from 'node:fs';
import { type Browser, chromium, firefox } from '@playwright/test';
import { findBrowsers } from '../../setup/find-browsers.js';

type Capture = {
  browser: string;
  version: string;
  /** Whether the page was allowed the camera, and so tells addresses instead of mDNS names. */
  camera: boolean;
  sdp: string;
};

const OFFERS_PER_CASE = 3;
/** Firefox tells addresses only while a real camera runs; this gives the same offers without one. */
const FIREFOX_TELLS_ADDRESSES = { 'media.peerconnection.ice.obfuscate_host_addresses': false };

const programs = findBrowsers();

function launchChromium(camera: boolean): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const fake = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  const executablePath = programs.chromium ?? '';
  return chromium.launch({ executablePath, args: camera ? [...args, ...fake] : args });
}

function launchFirefox(camera: boolean): Promise<Browser> {
  const executablePath = programs.firefox ?? '';
  const firefoxUserPrefs = camera ? FIREFOX_TELLS_ADDRESSES : {};
  return firefox.launch({ channel: 'moz-firefox', executablePath, firefoxUserPrefs });
}

async function gatherOffer(camera: boolean): Promise<string> {
  if (camera && !navigator.userAgent.includes('Firefox')) {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    for (const track of stream.getTracks()) track.stop();
  }
  const connection = new RTCPeerConnection({ iceServers: [] });
  connection.createDataChannel('vesper', { negotiated: true, id: 0 });
  await connection.setLocalDescription();
  while (connection.iceGatheringState !== 'complete') {
    await new Promise((resolve) =>
      connection.addEventListener('icegatheringstatechange', resolve, { once: true }),
    );
  }
  return connection.localDescription?.sdp ?? '';
}

async function captureFrom(name: string, launch: (camera: boolean) => Promise<Browser>) {
  const captures: Capture[] = [];
  for (const camera of [false, true]) {
    const browser = await launch(camera);
    const page = await browser.newPage();
    await page.route('http://localhost/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>capture</title>' }),
    );
    await page.goto('http://localhost/');
    for (let i = 0; i < OFFERS_PER_CASE; i++) {
      const sdp = await page.evaluate(gatherOffer, camera);
      captures.push({ browser: name, version: browser.version(), camera, sdp });
    }
    await browser.close();
  }
  return captures;
}

const captures = [
  ...(await captureFrom('chromium', launchChromium)),
  ...(await captureFrom('firefox', launchFirefox)),
];
const target = new URL('./fixtures/sdps.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(captures, null, 2)}\n`);
console.log(`${captures.length} offers written`);
