export { startApp } from './start.js';
