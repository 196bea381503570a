export { copyText, pasteText } from './clipboard.js';
export { canShareFile, followLaunchedFiles, readFile, saveFile, shareFile } from './files.js';
export { takeHandedOver } from './handed-over.js';
export { type Install, type InstallState, type PromptAnswer, watchInstall } from './install.js';
export { isLocalNetworkDenied } from './local-network.js';
export { askToPersist, type Persistence } from './persist.js';
export { createUpdates, type UpdateState, type Updates } from './updates.js';
export { keepAwake } from './wake-lock.js';
