import { type Role, roles, roleTerms } from '../../src/domain/policy.ts';
import { conditionBits, relationshipBits } from '../../src/domain/projection.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import type { Random } from './random.ts';

const organisations: Readonly<Record<string, string>> = {
  police: '14',
  'social-care': 'E08000017',
  health: 'RP5',
  education: '3714000',
  'early-help': 'EH-E08000017',
  placement: 'SC400001',
  partnership: 'DSCP',
  hub: 'HUB',
};

/** One viewer of each role. */
export const worldViewers: readonly Viewer[] = roles.map((role) => {
  const { agencies, purposes } = roleTerms[role];
  return {
    role,
    organisation: organisations[agencies[0] ?? 'hub'] ?? 'HUB',
    person: `worker-${role}`,
    purpose: purposes[1] ?? purposes[0] ?? 'STAT_RETURN',
  };
});

/** The viewer of a role. */
export const viewerOf = (role: Role): Viewer => {
  const viewer = worldViewers.find((each) => each.role === role);
  if (!viewer) throw new Error(`no viewer ${role}`);
  return viewer;
};

const scatterBits = (random: Random, relationship: keyof typeof relationshipBits): number =>
  relationshipBits[relationship] |
  (random.chance(0.5) ? conditionBits.OWN_PLACEMENT : 0) |
  (random.chance(0.3) ? conditionBits.NAMED : 0);

/** Relationships to a child by chance: live and ended, of whole organisations and of workers. */
export const scatterReach = (random: Random, child: string): Record<string, unknown>[] =>
  worldViewers.flatMap((viewer) =>
    roleTerms[viewer.role].reachedAs
      .filter(() => random.chance(0.75))
      .map((relationship) => ({
        organisation: viewer.organisation,
        person: random.chance(0.3) ? viewer.person : '',
        child_id: child,
        bits: scatterBits(random, relationship),
        until: random.chance(0.8) ? 'infinity' : '2015-10-01T00:00:00Z',
        reason: `${relationship}/${viewer.role}`,
      })),
  );
