import { hash } from 'node:crypto';

/** SHA-256 of bytes, or of a text in UTF-8, in hex. */
export const sha256Of = (content: Uint8Array | string): string => hash('sha256', content, 'hex');
