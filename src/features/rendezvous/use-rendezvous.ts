/** What is being entered, what is wrong with it, and what trying it out has said. */
import { useState } from 'react';
import { type Text, useText } from '../../messages/index.js';
import { isLocalNetworkDenied } from '../../pwa/index.js';
import {
  checkRendezvous,
  isLocalHost,
  type Rendezvous,
  type RendezvousProblem,
  type RendezvousSettings,
} from '../../session/index.js';
import { useSession } from '../../session/react.js';
import { describeServerTrial, describeSocketTrial } from './sentences.js';

export type Tried = { readonly id: string; readonly works: boolean; readonly sentence: string };

const NOTHING: RendezvousSettings = { url: '', servers: [] };

async function trySocket(rendezvous: Rendezvous, url: string, text: Text): Promise<Tried> {
  const { host, hostname } = new URL(url);
  const trial = await rendezvous.tryOut(url);
  const isBarred =
    isLocalHost(hostname) && !isLocalHost(location.hostname) && (await isLocalNetworkDenied());
  const sentence = describeSocketTrial(text, trial, { host, isBarred });
  return { id: 'socket', works: trial.type === 'works', sentence };
}

/** All at once: each has its own deadline. */
function tryAll(
  rendezvous: Rendezvous,
  { url, servers }: RendezvousSettings,
  text: Text,
): Promise<readonly Tried[]> {
  const trials = servers.map(async (server, index): Promise<Tried> => {
    const trial = await rendezvous.tryServer(server);
    const sentence = describeServerTrial(text, trial, server.url);
    return { id: `server-${index}`, works: trial.type === 'found', sentence };
  });
  return Promise.all([trySocket(rendezvous, url, text), ...trials]);
}

export function useRendezvous() {
  const text = useText();
  const { rendezvous } = useSession();
  const [draft, setDraft] = useState(() => rendezvous.settings.get() ?? NOTHING);
  const [problems, setProblems] = useState<readonly RendezvousProblem[]>([]);
  const [tried, setTried] = useState<readonly Tried[]>([]);
  const [isTrying, setIsTrying] = useState(false);
  const [isNotKept, setIsNotKept] = useState(false);

  const change = (next: RendezvousSettings): void => {
    setDraft(next);
    setProblems([]);
    setTried([]);
  };
  const check = (): RendezvousSettings | undefined => {
    const checked = checkRendezvous(draft);
    setProblems(checked.ok ? [] : checked.error);
    return checked.ok ? checked.value : undefined;
  };
  const tryOut = async (): Promise<void> => {
    const settings = check();
    if (!settings) return;
    setIsTrying(true);
    setTried(await tryAll(rendezvous, settings, text));
    setIsTrying(false);
  };
  const keep = async (settings: RendezvousSettings | undefined): Promise<boolean> => {
    const kept = await rendezvous.keep(settings);
    setIsNotKept(!kept.ok);
    return kept.ok;
  };
  const save = async (): Promise<boolean> => {
    const settings = check();
    return settings !== undefined && keep(settings);
  };
  const remove = async (): Promise<boolean> => {
    const isGone = await keep(undefined);
    if (isGone) change(NOTHING);
    return isGone;
  };
  return { draft, change, problems, tried, isTrying, isNotKept, tryOut, save, remove };
}
