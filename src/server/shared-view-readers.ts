import { findOrganisation } from '../domain/organisations.ts';
import { readViewer } from '../domain/viewer.ts';
import { pseudonymOf, readKeys } from '../plan/keys.ts';
import type { DevelopmentIssuer, TokenGrant } from './issuer/issuer.ts';
import type { Reader } from './web/shared-view/reader.ts';

interface Titled extends TokenGrant {
  readonly title: string;
  readonly person: string;
}

/** ★ Whose views of one child the first page lays side by side; the first may see the numbers children are known by. */
const titled: readonly Titled[] = [
  {
    ...{ title: 'Police missing coordinator', person: 'landing-page-police' },
    ...{ role: 'police-missing-coordinator', organisation: '14', purpose: 'SAFEGUARD_PLAN' },
  },
  {
    ...{ title: 'School safeguarding lead', person: 'landing-page-school' },
    ...{ role: 'school-safeguarding-lead', organisation: '3714000', purpose: 'SAFEGUARD_PLAN' },
  },
  {
    ...{ title: 'Auditor', person: 'landing-page-auditor' },
    ...{ role: 'auditor', organisation: 'DSCP', purpose: 'AUDIT_PSEUDONYMISED' },
  },
];

const readerOf = (issuer: DevelopmentIssuer, hubKey: Buffer, { title, ...grant }: Titled): Reader => {
  const reading = readViewer(grant);
  if (!reading.ok) throw new Error(`the first page names a reader who is none: ${reading.reason}`);
  const { pseudonym } = readKeys(hubKey, reading.viewer);
  return {
    title,
    organisation: findOrganisation(grant.organisation)?.name ?? grant.organisation,
    purpose: reading.viewer.purpose,
    isPseudonymous: pseudonym !== null,
    token: () => issuer.mint({ ...grant, seconds: 60 }),
    idOf: (childId) => `Child:${pseudonym ? pseudonymOf(childId, pseudonym) : childId}`,
  };
};

/** The readers of the shared view, with tokens of the development issuer; `key` is the hub’s, in hexadecimal. */
export const sharedViewReaders = (issuer: DevelopmentIssuer, key: string): readonly Reader[] => {
  const hubKey = Buffer.from(key, 'hex');
  return titled.map((one) => readerOf(issuer, hubKey, one));
};
