import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { z } from 'zod';
import { Refusal } from '../../domain/errors.ts';
import { limitRules } from '../limits/index.ts';
import { limits } from '../limits/limits.ts';
import { documentHash } from './document-hash.ts';

/** The documents a hub is told to agree to cannot be used. */
export class DocumentsUnusable extends Refusal {
  readonly code = 'DOCUMENTS_UNUSABLE';
}

const manifest = z.record(z.string().regex(/^[0-9a-f]{64}$/i), z.string());

interface Named {
  readonly name: string;
  readonly document: string;
}

const readFolder = async (folder: string): Promise<readonly Named[]> => {
  const names = (await readdir(folder)).filter((name) => /\.(graphql|gql)$/.test(name)).sort();
  return Promise.all(names.map(async (name) => ({ name, document: await readFile(join(folder, name), 'utf8') })));
};

const parsedManifest = (path: string, text: string): Readonly<Record<string, string>> => {
  try {
    return manifest.parse(JSON.parse(text));
  } catch {
    throw new DocumentsUnusable(`${path} is no JSON object of documents by their SHA-256 in hexadecimal`);
  }
};

const readManifest = async (path: string): Promise<readonly Named[]> => {
  const entries = Object.entries(parsedManifest(path, await readFile(path, 'utf8')));
  const wrong = entries.find(([hash, document]) => documentHash(document) !== hash.toLowerCase());
  if (wrong) throw new DocumentsUnusable(`${path}: ${wrong[0]} is not the SHA-256 of its document`);
  return entries.map(([name, document]) => ({ name, document }));
};

const problemOf = (schema: GraphQLSchema, document: string): string | undefined => {
  try {
    const parsed = parse(document, { maxTokens: limits.tokens });
    return validate(schema, parsed, [...specifiedRules, ...limitRules])[0]?.message;
  } catch (error) {
    return error instanceof Error ? error.message : 'it is no document';
  }
};

const readAll = async (path: string): Promise<readonly Named[]> => {
  try {
    return await ((await stat(path)).isDirectory() ? readFolder(path) : readManifest(path));
  } catch (error) {
    if (error instanceof DocumentsUnusable) throw error;
    throw new DocumentsUnusable(`there are no documents at ${path} that could be read`);
  }
};

/**
 * Reads the trusted documents of a folder of `.graphql` files, or of a JSON file as `homeward documents hash --json`
 * prints it. Each must be a document the hub would answer: a partner learns of a changed schema when the hub starts.
 * @throws DocumentsUnusable
 */
export const readTrustedDocuments = async (
  schema: GraphQLSchema,
  path: string,
): Promise<ReadonlyMap<string, string>> => {
  const found = await readAll(path);
  const problems = found.flatMap(({ name, document }) => {
    const problem = problemOf(schema, document);
    return problem === undefined ? [] : [`${name}: ${problem}`];
  });
  if (problems.length > 0) throw new DocumentsUnusable(`trusted documents of ${path}:\n  ${problems.join('\n  ')}`);
  return new Map(found.map(({ document }) => [documentHash(document), document]));
};
