/** Keeps the authority and the hub's certificate in a folder only its owner can read. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, err, ok, type Random, type Result } from '../kernel/index.js';
import {
  authorityIsExpiring,
  type Credentials,
  createAuthority,
  createLeaf,
  findLeafFault,
  type HubNames,
} from './certificates.js';

export type AuthorityError =
  /** Made anew it would be another authority, which no phone trusts; so the owner decides. */
  | { readonly type: 'AuthorityUnreadable'; readonly folder: string }
  | { readonly type: 'FolderUnusable'; readonly folder: string; readonly code: string };

export type HubCredentials = {
  readonly authority: string;
  readonly leaf: Credentials;
  /** Phones have to be told to trust this authority: it is new. */
  readonly newAuthority: boolean;
};

type Kept = 'missing' | 'unreadable' | Credentials;

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function belongTogether({ certificate, key }: Credentials): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

function readCredentials(folder: string, name: string): Kept {
  const certificate = readFile(join(folder, `${name}.crt`));
  const key = readFile(join(folder, `${name}.key`));
  if (certificate === undefined && key === undefined) return 'missing';
  const credentials = { certificate: certificate ?? '', key: key ?? '' };
  return belongTogether(credentials) ? credentials : 'unreadable';
}

/** Put in place by renaming, so a crash leaves the old file or the new one, never half of one. */
function writeWhole(path: string, text: string, mode: number): void {
  const draft = `${path}.new`;
  writeFileSync(draft, text, { mode });
  chmodSync(draft, mode);
  renameSync(draft, path);
}

function writeCredentials(folder: string, name: string, { certificate, key }: Credentials): void {
  writeWhole(join(folder, `${name}.key`), key, 0o600);
  writeWhole(join(folder, `${name}.crt`), certificate, 0o644);
}

function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

/** A folder copied or unpacked from elsewhere may have lost its modes. */
function closeKey(folder: string, name: string): void {
  chmodSync(join(folder, `${name}.key`), 0o600);
}

export type StoreSetup = {
  readonly folder: string;
  /** The computer's name, shown in a phone's list of authorities. */
  readonly label: string;
  readonly clock: Clock;
  readonly random: Random;
};

async function keepAuthority(
  setup: StoreSetup,
): Promise<{ kept: Credentials; isNew: boolean } | undefined> {
  const { folder, label, clock, random } = setup;
  const found = readCredentials(folder, 'ca');
  if (found === 'unreadable') return undefined;
  if (found !== 'missing' && !authorityIsExpiring(found.certificate, clock.now())) {
    closeKey(folder, 'ca');
    return { kept: found, isNew: false };
  }
  const kept = await createAuthority(label, clock.now(), random);
  writeCredentials(folder, 'ca', kept);
  return { kept, isNew: true };
}

async function keepLeaf(
  { folder, clock, random }: StoreSetup,
  authority: Credentials,
  names: HubNames,
): Promise<Credentials> {
  const found = readCredentials(folder, 'hub');
  const usable =
    typeof found === 'object' &&
    findLeafFault(found.certificate, authority.certificate, names, clock.now()) === undefined;
  if (usable) {
    closeKey(folder, 'hub');
    return found;
  }
  const leaf = await createLeaf(authority, names, clock.now(), random);
  writeCredentials(folder, 'hub', leaf);
  return leaf;
}

/** The credentials for these names: those kept, or remade where addresses changed or time ran out. */
export async function keepCredentials(
  setup: StoreSetup,
  names: HubNames,
): Promise<Result<HubCredentials, AuthorityError>> {
  const { folder } = setup;
  try {
    prepareFolder(folder);
    const authority = await keepAuthority(setup);
    if (!authority) return err({ type: 'AuthorityUnreadable', folder });
    return ok({
      authority: authority.kept.certificate,
      leaf: await keepLeaf(setup, authority.kept, names),
      newAuthority: authority.isNew,
    });
  } catch (error) {
    return err({ type: 'FolderUnusable', folder, code: errorCode(error) });
  }
}
