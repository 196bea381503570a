export { MeetScreen } from './screen.js';
