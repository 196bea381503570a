export { UsScreen } from './screen.js';
