import { z } from 'zod';
import { documentHash } from '../server/documents/document-hash.ts';
import { command } from './command.ts';
import { readPaths } from './files.ts';

/** `homeward documents hash`: the SHA-256 by which clients name trusted documents. */
export const documentsHashCommand = command({
  name: 'documents hash',
  summary: 'list the SHA-256 of GraphQL documents, by which a client names them',
  arguments: [{ syntax: '<files...>', summary: 'files of one document each, or folders of them' }],
  help: `With --json it prints what HOMEWARD_TRUSTED_DOCUMENTS may name: the documents by their SHA-256.

Example:
  homeward documents hash --json documents/ > trusted.json
  HOMEWARD_TRUSTED_DOCUMENTS=trusted.json HOMEWARD_TRUSTED_ONLY=health-clinician homeward serve`,
  input: z.object({ files: z.array(z.string()).min(1) }),
  run: async (_deps, { files }) => {
    const read = (await readPaths(files)).map(({ name, bytes }) => {
      const document = Buffer.from(bytes).toString('utf8');
      return { name, document, hash: documentHash(document) };
    });
    return {
      value: Object.fromEntries(read.map(({ hash, document }) => [hash, document])),
      text: read.map(({ hash, name }) => `${hash}  ${name}`).join('\n'),
    };
  },
});
