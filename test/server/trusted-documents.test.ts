import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentHash } from '../../src/server/documents/document-hash.ts';
import { readTrustedDocuments } from '../../src/server/documents/read-trusted-documents.ts';
import { type SmallHub, smallHub, smallSchema } from '../support/small-hub.ts';

const agreed = 'query Agreed($text: String!) { echo(text: $text) }';
const own = '{ who }';
const trusted = new Map([[documentHash(agreed), agreed]]);
const variables = { text: 'hello' };
const byHash = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } }, variables });

const roles = {
  worker: ['social-worker', 'E08000017', 'SAFEGUARD_PLAN'],
} as const;

describe.each([
  { bound: 'a role', only: ['health-named-nurse', 'school-safeguarding-lead'] },
  { bound: 'an organisation', only: ['3714000'] },
  { bound: 'everybody', only: ['all'] },
])('where $bound may send trusted documents alone', ({ only }) => {
  let hub: SmallHub;
  let school: string;
  let worker: string;
  beforeAll(async () => {
    hub = await smallHub({ production: true, documents: { trusted, only: new Set(only) } });
    school = `Bearer ${await hub.token('school-safeguarding-lead', '3714000')}`;
    worker = `Bearer ${await hub.token(...roles.worker)}`;
  });
  afterAll(() => hub.close());

  const post = async (authorization: string, payload: object) => {
    const answer = await hub.app.inject({ method: 'POST', url: '/graphql', headers: { authorization }, payload });
    const { data, errors } = answer.json();
    return { status: answer.statusCode, data, code: errors?.[0].extensions.code };
  };
  const refused = { status: 403, data: undefined, code: 'DOCUMENT_NOT_TRUSTED' };
  const answered = { status: 200, data: { echo: 'hello' }, code: undefined };

  test.for([
    ['its hash, as Apollo’s clients name it', byHash(documentHash(agreed))],
    ['its hash as documentId', { documentId: documentHash(agreed), variables }],
    ['its hash as documentId with the algorithm', { documentId: `sha256:${documentHash(agreed)}`, variables }],
    ['the document itself', { query: agreed, variables }],
    ['the document and its hash', { query: agreed, ...byHash(documentHash(agreed)) }],
  ] as const)('a trusted document is answered: %s', async ([, payload]) => {
    expect(await post(school, payload)).toEqual(answered);
    expect(await post(worker, payload)).toEqual(answered);
  });

  test.for([
    ['its own', { query: own }],
    ['a trusted one with a space more', { query: `${agreed} `, variables }],
    ['one under the hash of another', { query: own, ...byHash(documentHash(agreed)) }],
    ['one that nobody has agreed to, by its hash', byHash(documentHash(own))],
    ['a hash that is none', { documentId: 'latest', variables }],
    ['nothing', { variables }],
    ['a document that is a list', { query: [agreed], variables }],
  ] as const)('whoever is bound to trusted documents is refused %s', async ([, payload]) => {
    expect(await post(school, payload)).toEqual(refused);
  });

  test('whoever is not may send their own', async () => {
    const outcome = await post(worker, { query: own });
    expect(outcome).toEqual(
      only.includes('all') ? refused : { status: 200, data: { who: 'social-worker' }, code: undefined },
    );
  });

  test('and is told of a hash that names nothing', async () => {
    expect(await post(worker, byHash(documentHash(own)))).toEqual(refused);
    expect(await post(worker, { query: own, ...byHash(documentHash(agreed)) })).toEqual(refused);
  });

  test('somebody who has not signed in is still only asked to', async () => {
    const answer = await hub.app.inject({ method: 'POST', url: '/graphql', payload: { query: own } });
    expect(answer.json().errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect((await hub.ask('{ __typename }')).statusCode).toBe(200);
  });
});

describe('the documents of a hub', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeward-documents-'));
    await writeFile(join(folder, 'agreed.graphql'), agreed);
    await writeFile(join(folder, 'notes.txt'), 'not a document');
    await writeFile(join(folder, 'trusted.json'), JSON.stringify({ [documentHash(agreed)]: agreed }));
    await writeFile(join(folder, 'forged.json'), JSON.stringify({ [documentHash(agreed)]: own }));
    await writeFile(join(folder, 'list.json'), JSON.stringify([agreed]));
    const nothing = '{ nothing }';
    await writeFile(join(folder, 'old.json'), JSON.stringify({ [documentHash(nothing)]: nothing }));
    const heavy = `{ ${Array.from({ length: 11 }, (_, at) => `a${at}: who`).join(' ')} }`;
    await writeFile(join(folder, 'heavy.json'), JSON.stringify({ [documentHash(heavy)]: heavy }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.for(['.', 'trusted.json'])('are read from %s', async (path) => {
    expect(await readTrustedDocuments(smallSchema(), join(folder, path))).toEqual(trusted);
  });

  test.for([
    ['forged.json', /is not the SHA-256 of its document/],
    ['list.json', /is no JSON object of documents/],
    ['old.json', /Cannot query field "nothing"/],
    ['heavy.json', /11 root fields/],
    ['nowhere', /there are no documents at/],
  ] as const)('are refused at the start: %s', async ([path, message]) => {
    await expect(readTrustedDocuments(smallSchema(), join(folder, path))).rejects.toThrow(
      expect.objectContaining({ code: 'DOCUMENTS_UNUSABLE', message: expect.stringMatching(message) }),
    );
  });
});
