/**
 * The hub's own certificate authority, and the certificate it gives itself.
 * Phones run an app from a local address only over TLS, and nobody outside can vouch for such an address.
 */
import 'reflect-metadata';
import { X509Certificate as NodeCertificate, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { bytesToHex, concatBytes, type Random, utf8ToBytes } from '../kernel/index.js';

/** Certificate and private key (PKCS #8), both PEM. */
export type Credentials = { readonly certificate: string; readonly key: string };

/** What the hub is asked for by: every address of this computer, and its names. */
export type HubNames = { readonly dns: readonly string[]; readonly ip: readonly string[] };

/** Why a kept certificate won't do any more. */
export type LeafFault = 'expiring' | 'names' | 'authority';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_652;
/** Phones refuse more than 398 days; the first day lies in the past, for clocks that are behind. */
const LEAF_DAYS = 397;
const RENEW_BEFORE_DAYS = 30;
const NAME_CONSTRAINTS_OID = '2.5.29.30';

/** One DER element of fewer than 128 bytes. */
function derElement(tag: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatBytes(Uint8Array.of(tag, content.length), content);
}

/**
 * The authority may vouch for `localhost` and names in `.local` only: whoever steals its key still can't
 * pose as any website with a name. Addresses stay free, since any may be this computer's. (RFC 5280, 4.2.1.10)
 */
function nameConstraints(): Extension {
  const subtrees = ['localhost', 'local'].map((name) =>
    derElement(0x30, derElement(0x82, utf8ToBytes(name))),
  );
  const permitted = derElement(0xa0, concatBytes(...subtrees));
  return new Extension(NAME_CONSTRAINTS_OID, true, derElement(0x30, permitted));
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function exportKey(keys: webcrypto.CryptoKeyPair): Promise<string> {
  const bytes = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return `${PemConverter.encode(bytes, PemConverter.PrivateKeyTag)}\n`;
}

function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), ALGORITHM, false, [
    'sign',
  ]);
}

/** Positive, as X.509 wants it: the first bit is never set, the first byte never zero. */
function serialNumber(random: Random): string {
  const [first = 0, ...rest] = random.bytes(16);
  return bytesToHex(Uint8Array.of((first & 0x3f) | 0x40, ...rest));
}

function validity(now: number, days: number): { notBefore: Date; notAfter: Date } {
  const start = now - DAY_MS;
  return { notBefore: new Date(start), notAfter: new Date(start + days * DAY_MS) };
}

/** A new authority for ten years. `label` is what a phone's settings show, such as the computer's name. */
export async function createAuthority(
  label: string,
  now: number,
  random: Random,
): Promise<Credentials> {
  const keys = await generateKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(random),
    name: [{ CN: [`Vesper hub (${label})`] }],
    ...validity(now, AUTHORITY_DAYS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      nameConstraints(),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: `${certificate.toString('pem')}\n`, key: await exportKey(keys) };
}

/** A certificate for the hub itself, for exactly these names, at most 397 days. */
export async function createLeaf(
  authority: Credentials,
  names: HubNames,
  now: number,
  random: Random,
): Promise<Credentials> {
  const issuer = new X509Certificate(authority.certificate);
  const keys = await generateKeys();
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(random),
    subject: [{ CN: ['Vesper hub'] }],
    issuer: issuer.subject,
    ...validity(now, LEAF_DAYS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.key),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...names.dns.map((value) => ({ type: 'dns' as const, value })),
        ...names.ip.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { certificate: `${certificate.toString('pem')}\n`, key: await exportKey(keys) };
}

function coversExactly(leaf: NodeCertificate, { dns, ip }: HubNames): boolean {
  const held = leaf.subjectAltName?.split(', ').length ?? 0;
  return (
    held === dns.length + ip.length &&
    dns.every((name) => leaf.checkHost(name) !== undefined) &&
    ip.every((address) => leaf.checkIP(address) !== undefined)
  );
}

/** Undefined while the kept certificate still does. Both texts are PEM that can be read. */
export function findLeafFault(
  leafPem: string,
  authorityPem: string,
  names: HubNames,
  now: number,
): LeafFault | undefined {
  const leaf = new NodeCertificate(leafPem);
  const authority = new NodeCertificate(authorityPem);
  if (!leaf.checkIssued(authority) || !leaf.verify(authority.publicKey)) return 'authority';
  if (Date.parse(leaf.validTo) - now < RENEW_BEFORE_DAYS * DAY_MS) return 'expiring';
  if (Date.parse(leaf.validFrom) > now) return 'expiring';
  return coversExactly(leaf, names) ? undefined : 'names';
}

/** An authority must outlive every certificate it gives. */
export function authorityIsExpiring(authorityPem: string, now: number): boolean {
  return Date.parse(new NodeCertificate(authorityPem).validTo) - now < LEAF_DAYS * DAY_MS;
}

export function authorityBytes(authorityPem: string): Buffer {
  return new NodeCertificate(authorityPem).raw;
}

/** SHA-256 of the certificate, as phones and browsers show it. */
export function authorityFingerprint(authorityPem: string): string {
  return new NodeCertificate(authorityPem).fingerprint256;
}

/** What phones list the authority under. */
export function authorityName(authorityPem: string): string {
  return new NodeCertificate(authorityPem).subject.replace(/^CN=/, '');
}

/** Loopback is part of it, so that the TLS address works on this computer too. */
export function hubNames(addresses: readonly string[], ownName: string | undefined): HubNames {
  const loopback = ['127.0.0.1', '::1'];
  return {
    dns: ['localhost', ...(ownName === undefined ? [] : [ownName])],
    ip: [...loopback, ...addresses.filter((address) => isIP(address) !== 0)],
  };
}
