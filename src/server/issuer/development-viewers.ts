import { type Purpose, type Role, roles, roleTerms } from '../../domain/policy.ts';

/** Somebody the development issuer makes tokens for. */
export interface DevelopmentViewer {
  readonly clientId: string;
  readonly person: string;
  readonly role: Role;
  readonly organisation: string;
  readonly purposes: readonly Purpose[];
}

/** ★ For whom each role's development client works: Doncaster and its partners, two neighbours. */
const worksFor: Readonly<Record<Role, string>> = {
  'police-missing-coordinator': '14',
  'police-investigator': '14',
  'social-worker': 'E08000017',
  'duty-team': 'E08000017',
  'reviewing-officer': 'E08000017',
  'interview-worker': 'E08000017',
  'early-help-lead': 'EH-E08000017',
  'health-named-nurse': 'RXE',
  'health-clinician': 'RP5',
  'school-safeguarding-lead': '3714000',
  'placement-provider': 'SC400001',
  'host-authority': 'E08000018',
  'other-authority': 'E08000039',
  auditor: 'DSCP',
  'data-protection-officer': 'DSCP',
  'system-admin': 'HUB',
};

/** One development viewer a role. */
export const developmentViewers: readonly DevelopmentViewer[] = roles.map((role) => ({
  clientId: `development-${role}`,
  person: `development-${role}`,
  role,
  organisation: worksFor[role],
  purposes: roleTerms[role].purposes,
}));
