import { z } from 'zod';
import type { OwnReach } from '../domain/explain.ts';
import { knownTime } from './columns.ts';
import type { RowSession } from './row-session.ts';
import { nowPlace, organisationPlace } from './rows.ts';
import type { Row } from './stored-row.ts';

const ownReach = z.object({ reason: z.string(), until: z.string(), bits: z.number(), person: z.string() });

/** The viewer's own live relationships to a child, those their role accepts. */
export const ownReachOf = async (session: RowSession, { child }: Row): Promise<readonly OwnReach[]> => {
  const context = session.newContext();
  const { statement } = context;
  const place = statement.bind('child', 'uuid', () => child);
  const person = statement.bind('person', 'text', ({ viewer }) => viewer.person);
  const accepts = statement.bind('accepts', 'int', ({ masks }) => masks.accepts);
  const found = await session.run(
    context,
    `select reason, bits, person,
      case when isfinite(until) then ${knownTime('until')} else 'infinity' end until
    from reach where child_id = ${place} and organisation = ${organisationPlace(statement)}
      and (person = '' or person = ${person}) and bits & ${accepts} <> 0 and until > ${nowPlace(statement)}
    order by reason, person`,
  );
  return z.array(ownReach).parse(found);
};
