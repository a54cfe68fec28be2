import { fileURLToPath } from 'node:url';
import { policyChanges } from '../domain/policy-changes.ts';
import { diffPolicy } from '../domain/policy-diff.ts';
import { policySnapshot } from '../domain/policy-snapshot.ts';
import { undeclaredWidenings } from '../domain/undeclared.ts';
import { tables } from '../plan/tables.ts';
import type { CommandDeps, CommandResult } from './command.ts';
import { readGiven } from './files.ts';

const committed = fileURLToPath(new URL('../../docs/policy-decisions.csv', import.meta.url));

const textOf = async ({ readStdin }: CommandDeps, file: string | true): Promise<string> =>
  file === '-' ? readStdin() : Buffer.from(await readGiven(file === true ? committed : file)).toString('utf8');

const listed = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}: ${lines.length}`, ...lines.map((line) => `  ${line}`)];

/** What the policy of the code shows more and less than a snapshot; refused where it shows more undeclared. */
export const policyDifference = async (deps: CommandDeps, file: string | true): Promise<CommandResult> => {
  const text = await textOf(deps, file);
  if (text.trim() === '') return { value: null, text: 'there is no earlier snapshot of the policy to compare with' };
  const diff = diffPolicy(text, policySnapshot(tables));
  const undeclared = undeclaredWidenings(diff, policyChanges);
  const lines = [
    `policy ${diff.from} -> ${diff.to}`,
    ...listed('widened', diff.widened),
    ...listed('narrowed', diff.narrowed),
    ...listed('new fields', diff.added),
    ...listed('fields that are gone', diff.removed),
  ];
  const same = lines.length === 1 ? ['nobody is shown more or less'] : [];
  const warning =
    undeclared.length === 0 ? [] : [`${undeclared.length} of them are not declared in src/domain/policy-changes.ts`];
  return {
    value: { ...diff, undeclared },
    text: [...lines, ...same, ...warning].join('\n'),
    isRefused: undeclared.length > 0,
  };
};
