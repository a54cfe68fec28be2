import { startEmbedded } from '../../src/store/embedded/embedded.ts';

// A hub in a process of its own: says how it came to its database, and leaves when its standard input ends.
const [dataDir = ''] = process.argv.slice(2);
const embedded = await startEmbedded({ dataDir, fsync: false });
process.stdout.write(embedded.started ? 'started\n' : 'attached\n');
process.stdin.resume().once('end', () => void embedded.stop().then(() => process.exit(0)));
