import { roles } from '../domain/policy.ts';
import { developmentViewers } from './issuer/development-viewers.ts';
import type { DevelopmentIssuer, TokenGrant } from './issuer/issuer.ts';
import type { CurlLine } from './web/landing.ts';
import type { DevelopmentOffers } from './web/routes.ts';
import type { SharedView } from './web/shared-view/reader.ts';

/** Somebody who asks the question of the three curl lines. */
interface Asker extends TokenGrant {
  readonly title: string;
}

/** A question worth asking, and three people who get different answers to it. */
export interface Question {
  readonly document: string;
  readonly askers: readonly Asker[];
}

/** ★ What a newcomer asks first: of the first child the reader has to do with, who they are, where, and what is withheld. */
export const firstQuestion: Question = {
  document: `query SharedView {
  children(first: 1) {
    nodes {
      givenNames familyName age missingNow legalStatus medicalNeeds
      placementAddress { lines postcode }
      episodes(first: 3) { startedAt endedAt riskGrade status }
      absences(of: ["givenNames", "familyName", "legalStatus", "medicalNeeds", "placementAddress"]) { field reason ask }
    }
  }
}`,
  askers: [
    {
      title: 'A social worker of Doncaster',
      role: 'social-worker',
      organisation: 'E08000017',
      purpose: 'SAFEGUARD_PLAN',
    },
    {
      title: 'The missing coordinator of South Yorkshire Police',
      role: 'police-missing-coordinator',
      organisation: '14',
      purpose: 'SAFEGUARD_PLAN',
    },
    { title: 'The partnership’s auditor', role: 'auditor', organisation: 'DSCP', purpose: 'AUDIT_PSEUDONYMISED' },
  ],
};

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A request as a line for the shell. */
export const curlCommand = (address: string, token: string, document: string): string => {
  const body = JSON.stringify({ query: document.replace(/\s+/g, ' ') });
  const headers = ['content-type: application/json', `authorization: Bearer ${token}`];
  return `curl -s ${address}/graphql ${headers.map((header) => `-H ${quoted(header)}`).join(' ')} -d ${quoted(body)}`;
};

const titleOf = (role: string): string => role.replaceAll('-', ' ');

/** The ready requests and tokens that a hub in development gives away; production has none. */
export const developmentOffers = (
  issuer: DevelopmentIssuer,
  { document, askers }: Question,
  sharedView?: SharedView,
): DevelopmentOffers => ({
  example: document,
  sharedView,
  curlLines: (address): Promise<readonly CurlLine[]> =>
    Promise.all(
      askers.map(async ({ title, ...grant }) => ({
        title,
        command: curlCommand(address, await issuer.mint(grant), document),
      })),
    ),
  viewers: () =>
    Promise.all(
      roles.map(async (role) => {
        const organisation = developmentViewers.find((viewer) => viewer.role === role)?.organisation ?? '';
        return { role, title: titleOf(role), token: await issuer.mint({ role, organisation }) };
      }),
    ),
});
