import { findOrganisation, organisations } from '../domain/organisations.ts';
import { roles, roleTerms } from '../domain/policy.ts';

/** Whether this hub serves an organisation of this code. */
export const isOrganisation = (code: string): boolean => findOrganisation(code) !== undefined;

/** The organisations this hub serves, one a line. */
export const organisationList = organisations.map(({ code, name }) => `  ${code.padEnd(14)} ${name}`).join('\n');

/** Refuses a code of an organisation, naming those there are. */
export const unknownOrganisation = `is not the code of an organisation this hub serves; there are:\n${organisationList}`;

/** An instant on the command line. */
export const instantWanted = 'is not an instant such as 2026-03-01T09:00:00Z';

/** The roles with the purposes each may declare, one a line. */
export const purposeList = roles.map((role) => `  ${role.padEnd(27)} ${roleTerms[role].purposes.join(' ')}`).join('\n');
