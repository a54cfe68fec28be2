import { listen } from '../../src/server/listen.ts';
import { openPools } from '../../src/store/pools.ts';
import { ledgeredHub } from './ledgered-hub.ts';

// Serves a hub for a test that kills this process, or its database, while it does.
const [url = ''] = process.argv.slice(2);
const { port } = await listen(await ledgeredHub(await openPools({ url })), { host: '127.0.0.1', port: 0 });
process.stdout.write(`${port}\n`);
