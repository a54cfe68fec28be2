import { z } from 'zod';
import { compileMasks, conditionMask } from '../domain/mask.ts';
import { restrictionBits } from '../domain/projection.ts';
import type { Viewer } from '../domain/viewer.ts';
import { select, type Transaction } from './transaction.ts';

const bitsRow = z.object({ bits: z.int(), flags: z.int() });

/**
 * What a viewer may now see of a child, as the mask that reads are made with; null where they have no relationship to
 * the child, or are kin, or there is no such child.
 */
export const findChildMask = async (
  tx: Transaction,
  { organisation, person, role, purpose }: Viewer,
  childId: string,
  now: string,
): Promise<bigint | null> => {
  const { accepts, table } = compileMasks(role, purpose);
  const [row] = await select(
    tx,
    bitsRow,
    `select bit_or(r.bits) bits, c.flags from reach r
     join child_view c on c.child_id = r.child_id and c.known_to = 'infinity'
     where r.child_id = $1 and r.organisation = $2 and r.person in ('', $3) and r.bits & $4 <> 0 and r.until > $5
     group by c.flags having bit_or(r.bits) & ${restrictionBits.BLOCKED} = 0`,
    [childId, organisation, person, accepts, now],
  );
  return row ? (table[(row.bits | row.flags) & conditionMask] ?? 0n) : null;
};
