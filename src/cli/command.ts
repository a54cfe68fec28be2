import type { z } from 'zod';
import type { Config } from '../config.ts';
import { InvalidUsage } from './usage.ts';

/** What every command is given; anything else it needs it opens itself, usually with `withHub`. */
export interface CommandDeps {
  readonly config: Config;
  /** Tells a person at a terminal, or anybody once the work takes long, what is happening; on standard error. */
  readonly progress: (line: string) => void;
  /** Writes to standard output at once, for commands that do not end; the others return their result. */
  readonly print: (text: string) => void;
  readonly readStdin: () => Promise<string>;
  /** Aborted when the process is asked to end. */
  readonly signal: AbortSignal;
}

/** What a command found or did: `value` is printed under `--json`, `text` otherwise. */
export interface CommandResult {
  readonly value: unknown;
  readonly text: string;
  /** The JSON of `value` where it exists already and must go out untouched. */
  readonly json?: string;
  /** The command did its work and the answer is no (exit 1), such as a verification that failed. */
  readonly isRefused?: boolean;
}

/** One word of the command line, in commander's notation: `<needed>`, `[optional]`, `<many...>`. */
export interface CommandArgument {
  readonly syntax: string;
  readonly summary: string;
}

/** One option in commander's notation: `--organisation <code>`, `--verify`. */
export interface CommandOption {
  readonly flags: string;
  readonly summary: string;
}

/**
 * A command as it is written, one file each: `export const stop = command({ name: 'stop', … })`, and one line in the
 * register `index.ts`. A name of two words (`quarantine list`) makes a command of a group. Arguments and options reach
 * `input` under their names in camel case (`--received-at` as `receivedAt`); what `input` refuses is a usage error.
 */
export interface CommandDefinition<Input> {
  readonly name: string;
  readonly summary: string;
  readonly arguments?: readonly CommandArgument[];
  readonly options?: readonly CommandOption[];
  /** What `--help` adds: an example, the words the command takes. */
  readonly help?: string;
  readonly input: z.ZodType<Input>;
  run(deps: CommandDeps, input: Input): Promise<CommandResult | undefined>;
}

/** A command as the register holds it. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly arguments: readonly CommandArgument[];
  readonly options: readonly CommandOption[];
  readonly help: string;
  run(deps: CommandDeps, words: Readonly<Record<string, unknown>>): Promise<CommandResult | undefined>;
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function explain(error: z.ZodError, { options = [] }: { readonly options?: readonly CommandOption[] }): string {
  const problems = error.issues.map(({ path, message }) => {
    const word = kebab(String(path[0] ?? 'input'));
    const isOption = options.some(({ flags }) => flags.split(/[ ,]/).includes(`--${word}`));
    return `${isOption ? '--' : ''}${word}: ${message}`;
  });
  return problems.join('\n  ');
}

/** Makes a command of its definition, so that `run` only ever sees input that was checked. */
export function command<Input>(definition: CommandDefinition<Input>): Command {
  const { name, summary, arguments: words = [], options = [], help = '' } = definition;
  return {
    name,
    summary,
    arguments: words,
    options,
    help,
    run: async (deps, given) => {
      const input = definition.input.safeParse(given);
      if (!input.success) throw new InvalidUsage(explain(input.error, definition));
      return definition.run(deps, input.data);
    },
  };
}
