import { openLoadOrder, runOpenLoad } from './open-load.ts';

// The load generator has a process of its own, so that it shares no event loop with what it measures.
process.on('message', (message) => {
  runOpenLoad(openLoadOrder.parse(message)).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
