/** Two partners' phones beside each other, and the hub that serves them the app: where most stories begin. */
import { launchPartner, type Partner, type PartnerOptions } from './browsers.js';
import { type HubOptions, type StartedHub, startHub } from './hub.js';
import { arrive, pair } from './vesper-app.js';

export type TwoPhones = {
  readonly hub: StartedHub;
  readonly ana: Partner;
  readonly ben: Partner;
};

/** `endTwoPhones` in the end. `options` are for both phones. */
export async function openTwoPhones(
  options: Omit<PartnerOptions, 'baseURL' | 'profile'> = {},
  hubOptions: HubOptions = {},
): Promise<TwoPhones> {
  const hub = await startHub(hubOptions);
  const phone = { ...options, baseURL: hub.url };
  const [ana, ben] = await Promise.all([launchPartner('ana', phone), launchPartner('ben', phone)]);
  return { hub, ana, ben };
}

/** Takes what there is, since whoever began may have failed half-way. */
export async function endTwoPhones({ hub, ana, ben }: Partial<TwoPhones>): Promise<void> {
  await Promise.all([ana?.forget(), ben?.forget()]);
  await hub?.stop();
}

/** Both open the app and give a name. */
export async function arriveBoth({ ana, ben }: Pick<TwoPhones, 'ana' | 'ben'>): Promise<void> {
  await Promise.all([arrive(ana.page, 'Ana', 'Circle'), arrive(ben.page, 'Ben', 'Arch')]);
}

/** And from there to a bond, up to the question what to bring along. */
export async function arriveAndPair(phones: Pick<TwoPhones, 'ana' | 'ben'>): Promise<void> {
  await arriveBoth(phones);
  await pair(phones.ana.page, phones.ben.page);
}
