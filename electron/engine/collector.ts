import { parentPort } from 'node:worker_threads';
import { openSource } from './collect/open.ts';
import { serveCollector } from './services/live-serve.ts';

/** The script of the thread that holds the credentials of one session and sends its calls. */
serveCollector(parentPort, openSource);
