import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What a server is told when it starts. */
export const assignment = z.object({ url: z.string(), folder: z.string(), variant: z.string() });
export type Assignment = z.infer<typeof assignment>;

const ready = z.object({
  port: z.number(),
  authorization: z.string().optional(),
  /** Of several who ask, where one alone would spend what a person may. */
  authorizations: z.array(z.string()).optional(),
});

/** A server under measurement, in a process of its own. */
export interface Contender {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  readonly authorization: string | undefined;
  readonly authorizations: readonly string[];
  stop(): Promise<void>;
}

/** Starts a process of this project; it is told its assignment and answers once. */
export const startProcess = (module: string): ChildProcess =>
  fork(fileURLToPath(new URL(`../${module}`, import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    // The hub's log goes where a terminal's would: it is written, and nobody reads it.
    stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
  });

const ended = (child: ChildProcess): Promise<never> =>
  once(child, 'exit').then(() => Promise.reject(new Error('a process of the bench ended before it answered')));

/** Sends a message to a process and waits for its answer. */
export const ask = async (child: ChildProcess, message: object): Promise<unknown> => {
  const answer = once(child, 'message');
  child.send(message);
  const [value] = await Promise.race([answer, ended(child)]);
  return value;
};

/** Ends a process and waits until it has ended. */
export const endProcess = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

/** Starts a server and waits until it listens. */
export const startContender = async (name: string, module: string, given: Assignment): Promise<Contender> => {
  const child = startProcess(module);
  const { port, authorization, authorizations = [] } = ready.parse(await ask(child, given));
  return { name, pid: child.pid ?? 0, port, authorization, authorizations, stop: () => endProcess(child) };
};

/** The other side: runs in a server's process. */
export const serveAssignment = (start: (given: Assignment) => Promise<z.infer<typeof ready>>): void => {
  process.once('message', (message) => {
    start(assignment.parse(message)).then(
      (listening) => process.send?.(listening),
      (error: unknown) => {
        process.stdout.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  });
};
