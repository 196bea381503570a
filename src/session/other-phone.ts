/** The other phone as this one sees it: where it is, what it has, and how the two find each other. */
import { bytesToHex, createSignal } from '../kernel/index.js';
import type { BondLife } from './bond-life.js';
import { createDeviceSwitch, type LiveDeviceSwitch } from './device-switch.js';
import type { MeetingAgain } from './glance-faces.js';
import type { Meeting } from './meeting.js';
import { AWAY, type PhoneStatus, withWaiting } from './phone-status.js';
import { createPresence, type LivePresence } from './presence.js';
import { createRendezvous, type LiveRendezvous } from './rendezvous.js';
import type { HubState } from './session.js';
import type { SessionParts } from './session-parts.js';
import type { TabMessage } from './tab-talk.js';

const OFF: PhoneStatus = { ...AWAY, partner: 'off' };

export type OtherPhoneOptions = Pick<SessionParts, 'store' | 'leadership' | 'clock' | 'random'> & {
  readonly tell: (message: TabMessage) => void;
  /** The bond that is open, if any. */
  readonly life: () => BondLife | undefined;
  /** A connection has proved the bond. */
  readonly onProved: (life: BondLife) => void;
  /** Connections were switched off. */
  readonly onOff: () => void;
};

export class OtherPhone {
  /** As it is shown, with what still waits to go there. */
  readonly status = createSignal<PhoneStatus>(OFF);
  readonly hub = createSignal<HubState>('off');
  readonly connections: LiveDeviceSwitch;
  readonly presence: LivePresence;
  readonly rendezvous: LiveRendezvous;
  readonly #options: OtherPhoneOptions;
  readonly #presenceSwitch: LiveDeviceSwitch;
  /** As the other phone's own words make it. */
  #heard: PhoneStatus = OFF;

  constructor(options: OtherPhoneOptions) {
    const { tell, random, leadership } = options;
    this.#options = options;
    this.connections = this.#createSwitch('connections');
    this.#presenceSwitch = this.#createSwitch('presence');
    const tab = bytesToHex(random.bytes(8));
    this.presence = createPresence({ switch: this.#presenceSwitch, tab, tell });
    this.connections.on.subscribe(() => this.#followSwitch());
    this.rendezvous = createRendezvous({
      ...options,
      tell: () => tell({ type: 'rendezvous-changed' }),
    });
    this.rendezvous.settings.subscribe(() => this.#meetAnew());
    leadership.leading.subscribe(() => this.#meetIfLeading());
  }

  #createSwitch(type: 'connections' | 'presence'): LiveDeviceSwitch {
    const { store, tell } = this.#options;
    return createDeviceSwitch({ store, key: `${type}-off`, tell: (on) => tell({ type, on }) });
  }

  /** Reads what its owner has set on this phone. */
  async load(): Promise<void> {
    await this.connections.load();
    await this.#presenceSwitch.load();
    await this.rendezvous.load();
  }

  /** A bond has been opened. */
  begin(life: BondLife): void {
    life.outgoing.oldest.subscribe(() => {
      if (this.#options.leadership.leading.get()) this.#show(life, this.#heard);
    });
    this.#meetIfLeading();
    this.#options.tell({ type: 'ask-status' });
  }

  /** The bond is being closed. */
  leave(): void {
    this.rendezvous.state.set('off');
    this.presence.leave();
    this.#heard = this.connections.on.get() ? AWAY : OFF;
    this.status.set(this.#heard);
  }

  #meetIfLeading(): void {
    const life = this.#options.life();
    if (!life || life.meeting || !this.#options.leadership.leading.get()) return;
    if (!this.connections.on.get()) return void this.#showHeld(life);
    const meeting = life.meet(this.rendezvous.settings.get());
    if (meeting) this.#follow(meeting, life);
  }

  #follow(meeting: Meeting, life: BondLife): void {
    meeting.status.subscribe(() => this.#show(life, meeting.status.get()));
    meeting.hub.subscribe(() => this.hub.set(meeting.hub.get()));
    this.presence.follow(meeting);
    meeting.rendezvous.subscribe(() => this.rendezvous.state.set(meeting.rendezvous.get()));
  }

  #stopMeeting(): void {
    this.#options.life()?.stopMeeting();
    this.rendezvous.state.set('off');
    this.presence.leave();
  }

  /** What a connection may ask is fixed when it is made. */
  #meetAnew(): void {
    this.#stopMeeting();
    this.#meetIfLeading();
  }

  #followSwitch(): void {
    const on = this.connections.on.get();
    if (!on) {
      this.#options.onOff();
      this.#stopMeeting();
    }
    this.hub.set(on ? 'unknown' : 'off');
    this.#heard = { ...this.#heard, partner: on ? 'away' : 'off', connections: [] };
    const { partner, connections } = this.#heard;
    this.status.set({ ...this.status.get(), partner, connections });
    this.#meetIfLeading();
  }

  /** What the other phone has is as true without connections. */
  async #showHeld(life: BondLife): Promise<void> {
    const { held } = await life.watchHoldings();
    const show = (): void => {
      if (this.connections.on.get()) {
        stop();
        return;
      }
      const { upTo, complete } = held.get();
      this.#show(life, { ...OFF, hasEverythingUpTo: upTo, hasEverythingNow: complete });
    };
    const stop = held.subscribe(show);
    show();
  }

  #show(life: BondLife, heard: PhoneStatus): void {
    if (life !== this.#options.life()) return;
    this.#heard = heard;
    const isNear = heard.partner === 'connected';
    life.outgoing.near(isNear);
    const shown = withWaiting(heard, life.outgoing.oldest.get());
    this.status.set(shown);
    this.#options.tell({ type: 'status', status: shown });
    if (isNear) this.#options.onProved(life);
  }

  /** Undefined where this tab keeps no connections. */
  async meetAgain(): Promise<MeetingAgain | undefined> {
    return this.#options.life()?.meeting?.meetAgain();
  }

  wake(): void {
    this.#options.life()?.meeting?.wake();
  }

  /** Another tab has something to say of it. */
  hear(message: TabMessage): void {
    const { leadership, tell, life } = this.#options;
    // Where the store can't be read now, all stays as it is.
    if (message.type === 'rendezvous-changed') void this.rendezvous.load().catch(() => undefined);
    if (message.type === 'connections') this.connections.hear(message.on);
    if (message.type === 'presence') this.#presenceSwitch.hear(message.on);
    if (message.type === 'here' || message.type === 'there') this.presence.hear(message);
    if (message.type === 'ask-status') this.presence.repeat();
    if (message.type === 'status' && !life()?.meeting) this.status.set(message.status);
    if (message.type === 'ask-status' && leadership.leading.get()) {
      tell({ type: 'status', status: this.status.get() });
    }
  }
}
