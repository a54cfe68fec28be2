import { z } from 'zod';
import { purposes, roles, roleTerms } from '../domain/policy.ts';
import { command } from './command.ts';
import { decisionTable } from './decision-table.ts';
import { explainFieldOf } from './explain-field.ts';
import { policyDifference } from './policy-difference.ts';
import { InvalidUsage } from './usage.ts';
import { isOrganisation, organisationList, purposeList, unknownOrganisation } from './words.ts';

const input = z.object({
  child: z.string().min(1).optional(),
  field: z.string().min(1).optional(),
  role: z.enum(roles, `is one of:\n  ${roles.join('\n  ')}`).optional(),
  organisation: z.string().refine(isOrganisation, unknownOrganisation).optional(),
  purpose: z.enum(purposes, `is one of:\n  ${purposes.join('\n  ')}`).optional(),
  person: z.string().min(1).max(200).default('command-line'),
  who: z.boolean().default(false),
  diff: z.union([z.string(), z.literal(true)]).optional(),
});
type Words = z.output<typeof input>;

function tableOf({ role, purpose }: Words) {
  if (!role || !purpose) throw new InvalidUsage('name a child and a field, or a role and a purpose');
  if (!roleTerms[role].purposes.includes(purpose)) {
    throw new InvalidUsage(`${role} may declare: ${roleTerms[role].purposes.join(', ')}`);
  }
  return decisionTable(role, purpose);
}

/** `homeward explain`: why somebody is or is not shown a field of a child, who can see it, and what the policy decides. */
export const explainCommand = command({
  name: 'explain',
  summary: 'say why a field is shown or withheld, who can see it, and what the policy decides',
  arguments: [
    { syntax: '[child]', summary: 'the child’s id' },
    { syntax: '[field]', summary: 'the field, such as Child.religion' },
  ],
  options: [
    { flags: '--role <role>', summary: 'the role of who would see it' },
    { flags: '--organisation <code>', summary: 'the organisation of who would see it' },
    { flags: '--purpose <purpose>', summary: 'what they would see it for' },
    { flags: '--person <id>', summary: 'who they are (default command-line)' },
    { flags: '--who', summary: 'who can see it, asked as the data protection officer of the partnership' },
    {
      flags: '--diff [file]',
      summary: 'what the policy shows more and less than a snapshot (default the committed one; - for standard input)',
    },
  ],
  help: `Examples:
  homeward explain CHILD Child.religion --role school-safeguarding-lead --organisation 3714000 --purpose SAFEGUARD_PLAN
  homeward explain CHILD Child.religion --who
  homeward explain --role school-safeguarding-lead --purpose SAFEGUARD_PLAN      the decisions of a role, whatever child

Roles, and the purposes of each:
${purposeList}

Organisations:
${organisationList}`,
  input,
  run: async (deps, words) => {
    const { child, field, diff } = words;
    if (diff !== undefined) return policyDifference(deps, diff);
    if (child === undefined) return tableOf(words);
    if (field === undefined) throw new InvalidUsage('field: is needed, such as Child.religion');
    return explainFieldOf(deps, { ...words, child, field });
  },
});
