/** Codes of two paired phones, between a browser's description and the text that is shown. */
import { equalBytes, err, ok, type Result, utf8ToBytes } from '../kernel/index.js';
import { authenticate, type Secret } from '../vault/index.js';
import { bytesToCodeText, type CodeTextError, readCodeText } from './code-text.js';
import { decodeGlance, encodeGlance, GLANCE_TAG_BYTES, type GlanceCode } from './glance-code.js';
import { chooseRole, readSdp, writeAnswer, writeOffer } from './sdp.js';

export { GLANCE_NONCE_BYTES, type GlanceCode } from './glance-code.js';

export type GlanceRefusal =
  | CodeTextError
  /** A sound code, but not of these two phones. */
  | { readonly type: 'OtherCouple' }
  | { readonly type: 'OwnCode' };

/** What tells a couple's own code from all others, and tells nobody else anything. */
function tagOf(proofKey: Secret, nonce: Uint8Array): Uint8Array {
  const tag = authenticate(proofKey, utf8ToBytes('vesper/1/glance/tag'), nonce);
  return tag.subarray(0, GLANCE_TAG_BYTES);
}

export type GlanceToShow = {
  readonly kind: GlanceCode['kind'];
  /** The browser's own offer, all candidates in it. */
  readonly offer: string;
  readonly nonce: Uint8Array;
  readonly proofKey: Secret;
};

/** Undefined where the browser tells no address: there is nothing to show. */
export function writeGlance({ kind, offer, nonce, proofKey }: GlanceToShow): string | undefined {
  const read = readSdp(offer);
  if (!read.ok) return undefined;
  const { ufrag, password, fingerprint, candidates } = read.value;
  const bytes = encodeGlance({
    kind,
    nonce,
    tag: tagOf(proofKey, nonce),
    ufrag,
    password,
    fingerprint: kind === 'two' ? fingerprint : undefined,
    candidates,
  });
  return bytes && bytesToCodeText(bytes);
}

/** `shown`: the nonces of the codes that this phone shows. */
export function readGlance(
  text: string,
  proofKey: Secret,
  shown: readonly Uint8Array[],
): Result<GlanceCode, GlanceRefusal> {
  const code = readCodeText(text, decodeGlance);
  if (!code.ok) return code;
  const { nonce, tag } = code.value;
  if (!equalBytes(tag, tagOf(proofKey, nonce))) return err({ type: 'OtherCouple' });
  if (shown.some((own) => equalBytes(own, nonce))) return err({ type: 'OwnCode' });
  return ok(code.value);
}

/** The offer behind a code of kind `one`, of the phone with this certificate. */
export function glanceToOffer(code: GlanceCode, fingerprint: Uint8Array): string {
  return writeOffer({ ...code, fingerprint });
}

/** The other's offer of kind `two` as the answer to ours; roles go by the order of the fingerprints. */
export function glanceToAnswer(code: GlanceCode, ownFingerprint: Uint8Array): string {
  const fingerprint = code.fingerprint ?? ownFingerprint;
  return writeAnswer({ ...code, fingerprint }, chooseRole(fingerprint, ownFingerprint));
}
