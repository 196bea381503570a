export { TodayScreen } from './screen.js';
