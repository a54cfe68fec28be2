import { bindUseCases } from '../app/use-cases.ts';
import type { Config } from '../config.ts';
import type { Viewer } from '../domain/viewer.ts';
import { type Answer, type Ask, answer } from '../server/answer.ts';
import { openLog } from '../server/log.ts';
import { hubServing } from '../server/serving.ts';
import { hubVersion } from '../server/version.ts';
import { hubClock } from './hub-clock.ts';
import { ingestDepsOf } from './ingest-deps.ts';
import type { Hub } from './open-hub.ts';

/** Who asks, and the open hub they ask. */
export interface Asking {
  readonly config: Config;
  readonly hub: Hub;
  readonly viewer: Viewer;
}

/** Answers one request over an open hub as its server would, and faults go to the log. */
export async function answerOver({ config, hub, viewer }: Asking, ask: Ask): Promise<Answer> {
  const serving = hubServing({
    ...{ pools: hub.pools, key: hub.key, version: hubVersion(), systemNow: () => Date.now() },
    clock: await hubClock(config, hub),
    useCases: bindUseCases({ ...ingestDepsOf(hub), hubKey: Buffer.from(hub.key, 'hex') }),
  });
  return answer({ serving, log: openLog({ level: 'error' }), production: config.isProduction, viewer }, ask);
}
