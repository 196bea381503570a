export { SearchScreen } from './screen.js';
