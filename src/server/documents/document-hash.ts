import { createHash } from 'node:crypto';

/** The SHA-256 of a document, in hexadecimal, over its exact characters in UTF-8. */
export const documentHash = (document: string): string => createHash('sha256').update(document, 'utf8').digest('hex');
