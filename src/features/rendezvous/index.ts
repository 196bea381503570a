export { RendezvousScreen } from './screen.js';
