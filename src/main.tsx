import './ui/styles.css';
import { startApp } from './app/index.js';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has an element with the id root');
void startApp(root);
