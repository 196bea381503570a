export { MAX_MOVING_BYTES } from './moving/blocks.js';
export {
  createMovingReader,
  type MovingReader,
  type MovingReading,
} from './moving/read.js';
export { createMovingCode, type MovingCode, type MovingCodeError } from './moving/show.js';
