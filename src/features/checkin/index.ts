export { CheckinScreen } from './screen.js';
