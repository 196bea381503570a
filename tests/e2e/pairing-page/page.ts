/** A page with nothing but the pairing room on it: one phone, driven by the test, which is its owner's hands. */
import {
  bytesToHex,
  bytesToUtf8,
  systemClock,
  systemRandom,
  utf8ToBytes,
} from '../../../src/kernel/index.js';
import {
  askForCamera,
  codeToQr,
  createPairing,
  type NewBond,
  type Pairing,
  type PairingState,
  type Scanner,
  startScanner,
} from '../../../src/pairing/index.js';
import { createDeviceKeys, revealSecret } from '../../../src/vault/index.js';

/** A bond as the test compares it; its secret shown, which nothing but a test may do. */
type ShownBond = {
  secret: string;
  side: string;
  greeting: string;
  partner: string;
  partnerConfirmed: boolean;
};

export type Phone = {
  begin(name: string): string;
  state(): { step: string; detail: unknown };
  refusal(): string | undefined;
  code(): string | undefined;
  words(): readonly string[] | undefined;
  bond(): ShownBond | undefined;
  /** Steps seen since `begin`, each once in a row. */
  steps: string[];
  pairing: Pairing | undefined;
  heard: number[][];
  qr(text: string): Promise<{ size: number; modules: number[] }>;
  askForCamera(): Promise<string>;
  scan(): Promise<string>;
  scanned: string[];
  scanner: Scanner | undefined;
  camera(): { live: boolean; shown: boolean };
  connections: RTCPeerConnection[];
  /** What Firefox does to a connection whose partner is silent for some seconds. */
  giveUp(): void;
};

declare global {
  interface Window {
    phone: Phone;
  }
}

const connections: RTCPeerConnection[] = [];
const channels: RTCDataChannel[] = [];
const Native = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }

  override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
    const channel = super.createDataChannel(label, options);
    channels.push(channel);
    return channel;
  }
};

const tracks: MediaStreamTrack[] = [];
const openCamera = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (constraints) => {
  const stream = await openCamera(constraints);
  tracks.push(...stream.getTracks());
  return stream;
};

const device = createDeviceKeys(systemRandom);

function currentState(): PairingState | undefined {
  return phone.pairing?.state.get();
}

function findBond(): NewBond | undefined {
  const state = currentState();
  return state && 'bond' in state ? state.bond : undefined;
}

function findVideo(): HTMLVideoElement {
  const video = document.querySelector('video');
  if (!video) throw new Error('the page has lost its video');
  return video;
}

const phone: Phone = {
  begin: (name) => {
    const identity = { device, certificate: undefined, greeting: utf8ToBytes(name) };
    const pairing = createPairing({ identity, clock: systemClock, random: systemRandom });
    phone.pairing = pairing;
    phone.steps = [];
    phone.heard = [];
    pairing.state.subscribe(() => {
      const { step } = pairing.state.get();
      if (phone.steps.at(-1) !== step) phone.steps.push(step);
      if (step === 'done') pairing.link?.onMessage((bytes) => phone.heard.push([...bytes]));
    });
    pairing.start();
    return device.id;
  },
  state: () => {
    const state = currentState();
    return { step: state?.step ?? 'none', detail: state?.step === 'failed' ? state.reason : null };
  },
  refusal: () => currentState()?.lastRefusal?.type,
  code: () => {
    const state = currentState();
    return state && 'code' in state ? state.code : undefined;
  },
  words: () => {
    const state = currentState();
    return state?.step === 'comparing' ? state.words : undefined;
  },
  bond: () => {
    const bond = findBond();
    return (
      bond && {
        secret: bytesToHex(revealSecret(bond.secret)),
        side: bond.mySide,
        greeting: bytesToUtf8(bond.greeting) ?? '',
        partner: bond.partner.id,
        partnerConfirmed: bond.partnerConfirmed,
      }
    );
  },
  steps: [],
  pairing: undefined,
  heard: [],
  qr: async (text) => {
    const { size, modules } = await codeToQr(text);
    return { size, modules: [...modules] };
  },
  askForCamera: async () => {
    const answer = await askForCamera();
    return answer.ok ? 'ok' : answer.error.type;
  },
  scanned: [],
  scanner: undefined,
  scan: async () => {
    const started = await startScanner(findVideo(), (text) => {
      phone.scanned.push(text);
      return true;
    });
    if (!started.ok) return started.error.type;
    phone.scanner = started.value;
    return 'ok';
  },
  camera: () => ({
    live: tracks.some((track) => track.readyState === 'live'),
    shown: findVideo().srcObject !== null,
  }),
  connections,
  giveUp: () => {
    connections.at(-1)?.close();
    channels.at(-1)?.dispatchEvent(new Event('close'));
  },
};
window.phone = phone;
