import { once } from 'node:events';
import { z } from 'zod';
import { listen } from '../../src/server/listen.ts';
import { openPools } from '../../src/store/pools.ts';
import { ledgeredHub } from './ledgered-hub.ts';

// Serves a hub for a test that kills this process, or its database, while it does: over the database whose address it
// is told, once all it needs is loaded.
const [told] = z.tuple([z.instanceof(Buffer)]).parse(await once(process.stdin, 'data'));
process.stdin.destroy();
const { port } = await listen(await ledgeredHub(await openPools({ url: told.toString() })), {
  ...{ host: '127.0.0.1', port: 0 },
});
process.stdout.write(`${port}\n`);
