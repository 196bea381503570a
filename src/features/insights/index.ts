export { OverTimeScreen } from './screen.js';
