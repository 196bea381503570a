export { ParcelScreen } from './screen.js';
