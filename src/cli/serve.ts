import { z } from 'zod';
import type { SubmitNotification } from '../app/submit-notification.ts';
import { NotPermitted } from '../domain/errors.ts';
import { firstQuestion, type Question } from '../server/development-offers.ts';
import { type Log, openLog } from '../server/log.ts';
import { closeServer, type Served, serveHub } from '../server/serve-hub.ts';
import { raised, stopInOrder } from '../server/shutdown.ts';
import { startText } from '../server/start-text.ts';
import { hubVersion } from '../server/version.ts';
import { type CommandDeps, command } from './command.ts';
import { type Hub, openHub } from './open-hub.ts';

/** A demo that is in the database. */
export interface Demo {
  /** Where the domain clock stands when the hub starts. */
  readonly clockStart: string;
  /** What to ask of it first. */
  readonly question: Question;
}

/** What else runs in a hub that is served. */
export interface ServeHooks {
  /** Loads the demo where the database is empty; undefined where it holds other records. */
  readonly demo?: (hub: Hub, progress: (line: string) => void) => Promise<Demo | undefined>;
  /** Starts the job runner. */
  readonly jobs?: (hub: Hub, log: Log) => Promise<{ stop(): Promise<void> }>;
  readonly submitNotification: (hub: Hub) => SubmitNotification;
}

const announce = async ({ print, config }: CommandDeps, log: Log, served: Served, question: Question) => {
  const { isProduction } = config;
  if (!served.tokens.rules) log.warn('no-token-issuer');
  if (isProduction) log.info('started', { port: served.port });
  print(await startText({ served, question, isProduction }));
};

const serveOpen = async (deps: CommandDeps, hub: Hub, hooks: ServeHooks, log: Log): Promise<void> => {
  const demo = await hooks.demo?.(hub, deps.progress);
  const question = demo?.question ?? firstQuestion;
  const served = await serveHub({
    config: deps.config,
    pools: hub.pools,
    key: hub.key,
    log,
    version: hubVersion(),
    systemNow: () => Date.now(),
    clockStart: deps.config.clock ?? demo?.clockStart,
    question,
    submitNotification: () => hooks.submitNotification(hub),
  });
  const jobs = await hooks.jobs?.(hub, log);
  await announce(deps, log, served, question);
  await raised(deps.signal);
  log.info('stopping');
  await stopInOrder(
    [
      { name: 'requests', stop: () => closeServer(served.app), patienceMs: 12_000 },
      { name: 'jobs', stop: async () => jobs?.stop(), patienceMs: 10_000 },
    ],
    log,
  );
};

/** Serves the hub until the process is asked to end, then stops everything in its order. */
export const serveUntilAsked = async (deps: CommandDeps, hooks: ServeHooks): Promise<void> => {
  const log = openLog({ level: deps.config.logLevel });
  const hub = await openHub(deps);
  try {
    await serveOpen(deps, hub, hooks, log);
  } finally {
    await hub.close();
  }
  log.info('stopped');
};

/** `homeward serve`: the hub, as `npm start` runs it. */
export const serveCommand = command({
  name: 'serve',
  summary: 'start the hub and serve it until it is asked to end',
  input: z.object({}),
  run: async (deps) => {
    await serveUntilAsked(deps, {
      submitNotification: () => async () => {
        throw new NotPermitted('this hub does not take notifications yet');
      },
    });
    return undefined;
  },
});
