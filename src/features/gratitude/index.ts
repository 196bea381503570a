export { BoardScreen } from './screen.js';
