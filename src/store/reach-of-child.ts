import { compileMasks, conditionMask } from '../domain/mask.ts';
import { restrictionBits } from '../domain/projection.ts';
import type { Viewer } from '../domain/viewer.ts';

/**
 * SQL that gives the viewer's mask `m` for one child, and no row where they have no relationship to it, or are kin: for
 * lists of few children, where looking through all that an organisation reaches would take longer. `$1` to `$5` are
 * `childMaskValues`.
 */
export const maskOfChild = (child: string): string => `(
  select ($4::int8[])[1 + ((bit_or(r.bits) | v.flags) & ${conditionMask})] m
  from reach r join child_view v on v.child_id = r.child_id and v.known_to = 'infinity'
  where r.child_id = ${child} and r.organisation = $1 and r.person in ('', $2) and r.bits & $5 <> 0 and r.until > $3
  group by v.flags having bit_or(r.bits) & ${restrictionBits.BLOCKED} = 0)`;

/** The values of `maskOfChild`. */
export const childMaskValues = ({ organisation, person, role, purpose }: Viewer, now: string): readonly unknown[] => {
  const { tableText, accepts } = compileMasks(role, purpose);
  return [organisation, person, now, tableText, accepts];
};
