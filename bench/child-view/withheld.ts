import { policyVersion } from '../../src/domain/policy.ts';

const officer = 'the officer in the case, through the police force';
const nurse = 'the named nurse for looked-after children';

const withheld = (field: string, fieldClass: string, ask: string) => ({
  field,
  rule: `policy ${policyVersion}, class ${fieldClass}`,
  ask,
});

/** What the bench's social worker may not see of a child: the servers written by hand have it by heart. */
export const withheldOfChild = [
  withheld('investigationReference', 'PI', officer),
  withheld('healthEncounters', 'HE', nurse),
  withheld('healthFindings', 'HE', nurse),
  withheld('medicalNeeds', 'HE', nurse),
  withheld('mentalHealth', 'HE', nurse),
  withheld('personsPosingRisk', 'PI', officer),
  withheld('substanceUse', 'HE', nurse),
] as const;

/** And of a notification. */
export const withheldOfNotification = [withheld('crimeReference', 'PI', officer)] as const;
