import { readFile } from 'node:fs/promises';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import { openPools } from '../../src/store/pools.ts';
import { ingestDeps } from './ingest-hub-deps.ts';

// Ingests a file for a test that kills this process while it does.
const [url = '', path = ''] = process.argv.slice(2);
const pools = await openPools({ url });
process.stdout.write('ready\n');
await ingestFile(ingestDeps(pools), {
  ...{ adapterId: 'lines', name: 'all.snapshot', bytes: await readFile(path), organisation: 'E08000017' },
  receivedAt: '2026-03-01T09:00:00Z',
  recordsAtOnce: 20,
});
await pools.end();
