export { ConnectionsScreen } from './screen.js';
