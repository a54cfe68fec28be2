import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Viewer } from '../../domain/viewer.ts';
import { DocumentNotTrusted, errorBody } from '../refusals.ts';
import { documentHash } from './document-hash.ts';

/** The documents a hub has agreed to, by their SHA-256, and who may send no others. */
export interface DocumentRules {
  readonly trusted: ReadonlyMap<string, string>;
  /** Roles and codes of organisations, or `all`. */
  readonly only: ReadonlySet<string>;
}

const hash = z.string().regex(/^(sha256:)?[0-9a-f]{64}$/i);
const named = z.looseObject({
  query: z.unknown().optional(),
  documentId: hash.optional(),
  extensions: z
    .looseObject({ persistedQuery: z.looseObject({ sha256Hash: hash }).optional() })
    .nullable()
    .optional(),
});

const refusals = {
  ownDocument: 'This caller sends only documents that the hub has agreed to, by their SHA-256.',
  unknown: 'The hub has agreed to no document of this SHA-256.',
  mismatch: 'The SHA-256 is that of another document than the one sent.',
  unreadable: 'documentId, or extensions.persistedQuery.sha256Hash, is a SHA-256 in hexadecimal.',
} as const;

const isBound = ({ only }: DocumentRules, viewer: Viewer | null): boolean =>
  viewer !== null && (only.has('all') || only.has(viewer.role) || only.has(viewer.organisation));

const hashNamed = ({ documentId, extensions }: z.output<typeof named>): string | undefined =>
  (documentId ?? extensions?.persistedQuery?.sha256Hash)?.toLowerCase().replace('sha256:', '');

type Body = Readonly<Record<string, unknown>>;

/** The body with the document it names, and without what Apollo would look up itself. */
const withDocument = ({ documentId: _named, extensions, ...body }: z.output<typeof named>, query: string): Body => {
  const { persistedQuery: _also, ...rest } = extensions ?? {};
  return { ...body, query, ...(Object.keys(rest).length > 0 && { extensions: rest }) };
};

/** What of a request decides about it: the hash it names, and the document it sends with its own hash. */
interface Naming {
  readonly asked: string | undefined;
  readonly document: string | undefined;
  readonly sent: string | undefined;
}

const namingOf = (data: z.output<typeof named>): Naming => {
  const document = typeof data.query === 'string' ? data.query : undefined;
  return { asked: hashNamed(data), document, sent: document === undefined ? undefined : documentHash(document) };
};

const problemWith = ({ asked, document, sent }: Naming, isTrusted: boolean, isBoundCaller: boolean) => {
  if (asked !== undefined && sent !== undefined && asked !== sent) return refusals.mismatch;
  if (isTrusted) return undefined;
  if (isBoundCaller) return asked === undefined ? refusals.ownDocument : refusals.unknown;
  return asked !== undefined && document === undefined ? refusals.unknown : undefined;
};

/** @throws DocumentNotTrusted */
const settle = (rules: DocumentRules, viewer: Viewer | null, given: Body): Body => {
  const parsed = named.safeParse(given);
  if (!parsed.success) throw new DocumentNotTrusted(refusals.unreadable);
  const naming = namingOf(parsed.data);
  const trusted = rules.trusted.get(naming.asked ?? naming.sent ?? '');
  const problem = problemWith(naming, trusted !== undefined, isBound(rules, viewer));
  if (problem !== undefined) throw new DocumentNotTrusted(problem);
  return naming.asked === undefined ? given : withDocument(parsed.data, trusted ?? naming.document ?? '');
};

const isBody = (body: unknown): body is Body => typeof body === 'object' && body !== null && !Array.isArray(body);

/**
 * Puts the document a request names by its hash into the request, and turns away, before anything is parsed, what a
 * caller who is bound to trusted documents made up.
 */
export const documentHook =
  (rules: DocumentRules | undefined) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (!rules || !isBody(request.body)) return undefined;
    try {
      request.body = settle(rules, request.viewer, request.body);
      return undefined;
    } catch (error) {
      if (!(error instanceof DocumentNotTrusted)) throw error;
      return reply.code(403).send(errorBody(error.code, error.message));
    }
  };
