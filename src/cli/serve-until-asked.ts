import type { JobDeps } from '../app/jobs/deps.ts';
import { jobs } from '../app/jobs/index.ts';
import { startRunner } from '../app/jobs/start-runner.ts';
import { bindUseCases } from '../app/use-cases.ts';
import { startCheckpointing } from '../server/checkpointing.ts';
import type { Question } from '../server/development-offers.ts';
import { domainClock } from '../server/domain-clock.ts';
import { type Log, openLog } from '../server/log.ts';
import { closeServer, type Served, serveHub } from '../server/serve-hub.ts';
import { raised, stopInOrder } from '../server/shutdown.ts';
import { startText } from '../server/start-text.ts';
import { hubVersion } from '../server/version.ts';
import { witnessFile } from '../server/witness-file.ts';
import { countUncounted } from '../store/uncounted.ts';
import type { CommandDeps } from './command.ts';
import { exchangeService } from './exchange-service.ts';
import { clockStartOf } from './hub-clock.ts';
import { hubExchange } from './hub-exchange.ts';
import { ingestDepsOf } from './ingest-deps.ts';
import { ledgerSigner } from './ledger-signer.ts';
import { type Hub, openHub } from './open-hub.ts';
import { loadDemoIfWanted, memorableFor, questionFor } from './serve-demo.ts';

const announce = async ({ print, config }: CommandDeps, log: Log, served: Served, question: Question) => {
  const { isProduction } = config;
  if (!served.tokens.rules) log.warn('no-token-issuer');
  if (isProduction) log.info('started', { port: served.port });
  print(await startText({ served, question, isProduction }));
};

/** Said at every start until it is so: reports hold nothing of these notifications. */
const warnOfUncounted = async ({ pools }: Hub, log: Log): Promise<void> => {
  const count = await countUncounted(pools.report);
  if (count > 0) log.warn('uncounted-notifications', { count });
};

const startJobs = async (deps: JobDeps, log: Log) => {
  const ending = new AbortController();
  const runner = await startRunner(deps, {
    jobs,
    name: `serve/${process.pid}`,
    leaseSeconds: 30,
    concurrency: 2,
    pollMs: 1_000,
    signal: ending.signal,
    onFault: (error) => log.fault(error),
  });
  return async (): Promise<void> => {
    ending.abort();
    await runner.stopped;
  };
};

const startWitnessing = ({ config }: CommandDeps, hub: Hub, log: Log) => {
  const ending = new AbortController();
  const { stopped } = startCheckpointing({
    pool: hub.pools.admin,
    signer: ledgerSigner(hub),
    witness: witnessFile(config.witnessFile),
    everyMs: 10_000,
    systemNow: () => Date.now(),
    signal: ending.signal,
    onFault: (error) => log.fault(error),
  });
  return async (): Promise<void> => {
    ending.abort();
    await stopped;
  };
};

const serveOpen = async (deps: CommandDeps, hub: Hub, log: Log): Promise<void> => {
  const { config } = deps;
  const ingest = ingestDepsOf(hub);
  await loadDemoIfWanted(ingest, deps);
  const clockStart = await clockStartOf(config, hub);
  const question = questionFor(clockStart);
  const clock = domainClock({ startsAt: clockStart, systemNow: () => Date.now() });
  const parts = await hubExchange(config, ingest, clock);
  const exchange = parts && exchangeService(parts, hub);
  const served = await serveHub({
    config,
    pools: hub.pools,
    key: hub.key,
    log,
    version: hubVersion(),
    systemNow: () => Date.now(),
    clockStart,
    question,
    memorable: memorableFor(clockStart),
    useCases: bindUseCases({ ...ingest, hubKey: Buffer.from(hub.key, 'hex'), exchange: parts }),
    exchange: exchange?.door,
  });
  const stopJobs = await startJobs({ ...ingest, clock: served.clock, exchange: exchange?.service }, log);
  const stopWitnessing = startWitnessing(deps, hub, log);
  await announce(deps, log, served, question);
  await warnOfUncounted(hub, log);
  await raised(deps.signal);
  log.info('stopping');
  await stopInOrder(
    [
      { name: 'requests', stop: () => closeServer(served.app), patienceMs: 12_000 },
      { name: 'jobs', stop: stopJobs, patienceMs: 10_000 },
      { name: 'checkpoints', stop: stopWitnessing, patienceMs: 5_000 },
    ],
    log,
  );
};

/** Serves the hub until the process is asked to end, then stops everything in its order. */
export const serveUntilAsked = async (deps: CommandDeps): Promise<void> => {
  const log = openLog({ level: deps.config.logLevel });
  const hub = await openHub(deps);
  try {
    await serveOpen(deps, hub, log);
  } finally {
    await hub.close();
  }
  log.info('stopped');
};
