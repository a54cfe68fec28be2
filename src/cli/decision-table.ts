import { decisionsOf } from '../domain/decisions.ts';
import { cellMeanings } from '../domain/explain-words.ts';
import { compileMasks } from '../domain/mask.ts';
import { classes, fieldClasses, matrix, type Purpose, policyVersion, type Role } from '../domain/policy.ts';
import { reachedAs } from '../domain/reached-as.ts';
import type { CommandResult } from './command.ts';

const inWords = (when: readonly string[]): string => when.map((one) => one.replace('!', 'not ')).join(', ');

const shownOf = (table: readonly bigint[], fieldClass: (typeof fieldClasses)[number]) => {
  const decisions = decisionsOf(table, fieldClass);
  const says = decisions.map(({ when, grant }) => (when.length === 0 ? grant : `${grant} while ${inWords(when)}`));
  return { decisions, says: says.join('; ') || 'none' };
};

/** Everything the policy decides for a role and purpose, whatever child: one line a class. */
export const decisionTable = (role: Role, purpose: Purpose): CommandResult => {
  const { table } = compileMasks(role, purpose);
  const rows = fieldClasses.map((fieldClass, index) => {
    const cell = matrix[role][index] ?? 'X';
    return { fieldClass, title: classes[fieldClass].title, cell, ...shownOf(table, fieldClass) };
  });
  const reaches = reachedAs(role, purpose);
  const letters = [...new Set(rows.map(({ cell }) => cell))].map((cell) => `${cell} ${cellMeanings[cell]}`);
  const lines = [
    `${role} for ${purpose}, policy ${policyVersion}; comes to a child as ${reaches.join(', ') || 'nobody'}`,
    ...rows.map(({ fieldClass, title, cell, says }) => `${fieldClass}  ${title.padEnd(40)} ${cell}  ${says}`),
    ...letters.map((letter) => `  ${letter}`),
  ];
  const value = { role, purpose, policyVersion, reaches };
  const told = rows.map(({ fieldClass, cell, decisions }) => ({ class: fieldClass, cell, decisions }));
  return { value: { ...value, classes: told }, text: lines.join('\n') };
};
