export { RemindersScreen } from './screen.js';
