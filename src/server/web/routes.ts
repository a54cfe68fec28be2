import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLSchema, introspectionFromSchema, printSchema } from 'graphql';
import type { Clock } from '../../domain/clock.ts';
import { assets, readAsset } from './assets.ts';
import { explorerPage } from './explorer.ts';
import { type CurlLine, landingPage, type PublishedDocument } from './landing.ts';
import { askOver, readSharedView } from './shared-view/read-shared-view.ts';
import type { SharedView } from './shared-view/reader.ts';
import { sharedViewFragment } from './shared-view/shared-view-section.ts';

/** A viewer that the explorer offers, with a token. */
interface OfferedViewer {
  readonly role: string;
  readonly title: string;
  readonly token: string;
}

/** What is shown only in development, only on this machine: it holds tokens. */
export interface DevelopmentOffers {
  readonly curlLines: (address: string) => Promise<readonly CurlLine[]>;
  readonly viewers: () => Promise<readonly OfferedViewer[]>;
  /** The document the explorer opens with. */
  readonly example?: string | undefined;
  /** The child that the first page shows to several readers, where the demo is loaded. */
  readonly sharedView?: SharedView | undefined;
}

export interface WebParts {
  readonly schema: GraphQLSchema;
  readonly clock: Clock;
  readonly isDemoClock: boolean;
  /** The folder of Markdown pages to publish. */
  readonly documents?: string | undefined;
  readonly offers?: DevelopmentOffers | undefined;
}

/** What a page may load and do: only what is ours, and a form that asks for the first page again. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const sendPage = (reply: FastifyReply, text: string): FastifyReply =>
  reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(text);

const localNames = new Set(['localhost', '127.0.0.1', '[::1]']);
const localAddresses = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Tokens are shown to this machine alone; the name is checked too, as a page elsewhere may point its own name here. */
const isLocal = ({ hostname, ip }: FastifyRequest): boolean => localNames.has(hostname) && localAddresses.has(ip);

const documentNames = async (folder: string | undefined): Promise<readonly string[]> => {
  if (folder === undefined) return [];
  const files = await readdir(folder).catch(() => []);
  return files.flatMap((file) => /^([\w-]+)\.md$/.exec(file)?.[1] ?? []).sort();
};

const publishedDocuments = async (folder: string | undefined): Promise<readonly PublishedDocument[]> => {
  if (folder === undefined) return [];
  const titled = async (name: string) => {
    const text = await readFile(join(folder, `${name}.md`), 'utf8');
    return { name, title: /^# (.+)$/m.exec(text)?.[1] ?? name };
  };
  return Promise.all((await documentNames(folder)).map(titled));
};

interface At {
  readonly Querystring: { readonly at?: unknown };
}

const landingRoutes = (app: FastifyInstance, { clock, isDemoClock, offers, documents }: WebParts): void => {
  const ask = askOver(app);
  const offered = (request: FastifyRequest): DevelopmentOffers | undefined => (isLocal(request) ? offers : undefined);
  const read = async (view: SharedView | undefined, at: unknown) => view && readSharedView(ask, view, { at, clock });
  app.get<At>('/', async (request, reply) => {
    const ours = offered(request);
    const shared = await read(ours?.sharedView, request.query.at);
    const content = {
      now: clock.now(),
      isDemoClock,
      curlLines: (await ours?.curlLines(`http://${request.host}`)) ?? [],
      documents: await publishedDocuments(documents),
      sharedView: shared?.content,
    };
    return sendPage(reply.code(shared?.status ?? 200), landingPage(content));
  });
  app.get<At>('/shared-view', async (request, reply) => {
    const shared = await read(offered(request)?.sharedView, request.query.at);
    if (!shared) return reply.callNotFound();
    return sendPage(reply.code(shared.status), sharedViewFragment(shared.content).html);
  });
};

const explorerRoutes = (app: FastifyInstance, { clock, isDemoClock, offers }: WebParts): void => {
  app.get('/explorer', async (_request, reply) => sendPage(reply, explorerPage({ now: clock.now(), isDemoClock })));
  app.get('/explorer/viewers.json', async (request) => (offers && isLocal(request) ? offers.viewers() : []));
  app.get('/explorer/example.json', async () => ({ query: offers?.example }));
};

const schemaRoutes = (app: FastifyInstance, schema: GraphQLSchema): void => {
  app.get('/schema.graphql', async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(printSchema(schema)),
  );
  app.get('/schema.json', async () => ({ data: introspectionFromSchema(schema) }));
};

const documentRoutes = (app: FastifyInstance, folder: string): void => {
  app.get<{ Params: { file: string } }>('/docs/:file', async ({ params }, reply) => {
    const name = (await documentNames(folder)).find((known) => `${known}.md` === params.file);
    if (name === undefined) return reply.callNotFound();
    return reply.type('text/plain; charset=utf-8').send(await readFile(join(folder, `${name}.md`), 'utf8'));
  });
};

const assetRoutes = (app: FastifyInstance): void => {
  for (const [name, asset] of Object.entries(assets)) {
    app.get(`/assets/${name}`, async (_request, reply) =>
      reply
        .type(asset.type)
        .header('cache-control', 'public, max-age=3600')
        .send(await readAsset(asset)),
    );
  }
};

/** Serves the landing page, the explorer, the schema and the documents; all of it from this machine. */
export const webRoutes = (app: FastifyInstance, parts: WebParts): void => {
  landingRoutes(app, parts);
  explorerRoutes(app, parts);
  schemaRoutes(app, parts.schema);
  assetRoutes(app);
  if (parts.documents !== undefined) documentRoutes(app, parts.documents);
};
