export { WelcomeScreen } from './screen.js';
