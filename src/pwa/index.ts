export { canBadge, showBadge } from './badge.js';
export { copyText, pasteText } from './clipboard.js';
export { canShareFile, followLaunchedFiles, readFile, saveFile, shareFile } from './files.js';
export { takeHandedOver } from './handed-over.js';
export { watchInSight } from './in-sight.js';
export { type Install, type InstallState, type PromptAnswer, watchInstall } from './install.js';
export { catchInstallOffer } from './install-offer.js';
export { isLocalNetworkDenied } from './local-network.js';
export {
  askForNotices,
  createNotices,
  type NoticePermission,
  noticePermission,
} from './notices.js';
export { askToPersist, type Persistence } from './persist.js';
export { createUpdates, type UpdateState, type Updates } from './updates.js';
export { keepAwake } from './wake-lock.js';
