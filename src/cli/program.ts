import { CommanderError, Command as Parser } from 'commander';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { Refusal } from '../domain/errors.ts';
import type { Command, CommandDeps, CommandResult } from './command.ts';
import { InvalidUsage } from './usage.ts';

/** The process around the command line, so that a test may stand in for it. */
export interface Surroundings extends Omit<CommandDeps, 'config'> {
  readonly commands: readonly Command[];
  readonly version: string;
  readonly env: NodeJS.ProcessEnv;
  readonly complain: (text: string) => void;
  /** Records what nobody foresaw and gives its id. */
  readonly fault: (error: unknown) => string;
}

const DONE = 0;
const REFUSED = 1;
const USAGE = 2;

const globals = z.object({ dataDir: z.string().optional(), json: z.boolean().default(false) });

function show({ print }: Surroundings, result: CommandResult, isJson: boolean): void {
  print(isJson ? `${result.json ?? JSON.stringify(result.value)}\n` : `${result.text}\n`);
}

async function execute(around: Surroundings, command: Command, parser: Parser): Promise<number> {
  const { dataDir, json } = globals.parse(parser.optsWithGlobals());
  const names = parser.registeredArguments.map((argument) => argument.name());
  const words = Object.fromEntries(names.map((name, index) => [name, parser.processedArgs[index]]));
  const deps = { ...around, config: readConfig(around.env, { dataDir }) };
  const result = await command.run(deps, { ...words, ...parser.opts() });
  if (result) show(around, result, json);
  return result?.isRefused ? REFUSED : DONE;
}

/** The parser of the command's group, made when its first command is added. */
function parentOf(root: Parser, name: string): Parser {
  const [group, ...rest] = name.split(' ');
  if (group === undefined || rest.length === 0) return root;
  return root.commands.find((known) => known.name() === group) ?? root.command(group);
}

function add(root: Parser, around: Surroundings, command: Command, ended: (code: number) => void): void {
  const parser = parentOf(root, command.name).command(command.name.split(' ').at(-1) ?? command.name);
  parser.summary(command.summary).description(command.summary);
  for (const { syntax, summary } of command.arguments) parser.argument(syntax, summary);
  for (const { flags, summary } of command.options) parser.option(flags, summary);
  if (command.help) parser.addHelpText('after', `\n${command.help}`);
  parser.action(async () => ended(await execute(around, command, parser)));
}

function describeGroups(root: Parser): void {
  for (const group of root.commands.filter((known) => known.commands.length > 0))
    group.summary(group.commands.map((known) => known.name()).join(' | '));
}

function build(around: Surroundings, ended: (code: number) => void): Parser {
  const root = new Parser('homeward')
    .description('A hub for children who go missing: what each agency knows, in one shared, permissioned view.')
    .version(around.version)
    .option('--data-dir <folder>', 'the folder of the embedded database (HOMEWARD_DATA_DIR; default .homeward)')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExit codes: 0 done, 1 refused or failed, 2 not understood.')
    .configureOutput({ writeOut: around.print, writeErr: around.complain })
    .exitOverride();
  for (const command of around.commands) add(root, around, command, ended);
  describeGroups(root);
  return root;
}

function explain({ complain, fault }: Surroundings, error: unknown): number {
  // Commander has said what was wrong, or shown the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : USAGE;
  if (error instanceof Refusal) complain(`homeward: ${error.code}: ${error.message}\n`);
  else complain(`homeward: something failed; it is recorded as ${fault(error)}\n`);
  return error instanceof InvalidUsage ? USAGE : REFUSED;
}

/** Runs the command these words name and returns the exit code: 0 done, 1 refused or failed, 2 not understood. */
export async function runProgram(around: Surroundings, words: readonly string[]): Promise<number> {
  let exitCode = DONE;
  try {
    const program = build(around, (code) => {
      exitCode = code;
    });
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(around, error);
  }
}
