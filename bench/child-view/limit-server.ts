import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { z } from 'zod';
import { serveAssignment } from '../support/contender.ts';
import { benchOrganisation } from '../support/fill.ts';
import { openPool } from '../support/open-pool.ts';
import { limitSql } from './limit-sql.ts';

const found = z.object({ child: z.string() });

const answer = async (pool: pg.Pool, child: string, response: ServerResponse): Promise<void> => {
  const values = [child, benchOrganisation, 'bench-worker', new Date().toISOString()];
  const { rows } = await pool.query({ name: 'child_view', text: limitSql, values });
  const body = `{"data":{"child":${found.parse(rows[0]).child}}}`;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
};

// The limit: the statement by hand behind nothing but HTTP. No token, ledger, transaction or row-level security.
serveAssignment(async ({ url }) => {
  const read = openPool(url);
  const server = createServer((request, response) => {
    const child = (request.url ?? '').slice('/children/'.length);
    answer(read, child, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  return { port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
});
