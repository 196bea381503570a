export { type LedgerDevice, mayWriteChapter, type Side } from './access.js';
export { ByteReader, type ShapeError } from './byte-reader.js';
export { checkLedgerUpdate, type LedgerUpdateLimits } from './check-ledger-update.js';
export {
  DELETIONS_BYTES,
  type DocState,
  decodeClocks,
  encodeClocks,
} from './doc-state.js';
export type { Chapter, FoldReport, Ledger, LedgerParts } from './faces.js';
export type { FoldRules } from './fold.js';
export {
  type HeldByPartner,
  type Holdings,
  type KnownState,
  watchHoldings,
} from './holdings.js';
export { createLedger } from './ledger.js';
export { createMissingParts, type MissingParts } from './missing-parts.js';
export { encodeMissing, inspectUpdate, type UpdateContent } from './missing-update.js';
export { TYPING, type TypingOrigin } from './origins.js';
export type { SetAside, SetAsideReason } from './set-aside.js';
export { splitUpdate } from './split-update.js';
