import { z } from 'zod';
import { isoInstant, select, type Transaction } from './transaction.ts';

const newest = z.object({ known_from: z.string().nullable() });

/** When the newest message of a force's incident became known, or null where there is none. */
export const newestOfIncident = async (
  tx: Transaction,
  organisation: string,
  forceReference: string,
): Promise<string | null> => {
  const [row] = await select(
    tx,
    newest,
    `select ${isoInstant('max(n.known_from)')} known_from from fact f join notification n using (id)
     where f.kind = 'notification' and f.organisation = $1 and n.force_reference = $2`,
    [organisation, forceReference],
  );
  return row?.known_from ?? null;
};

const factId = z.object({ id: z.uuid() });

/** The fact of an organisation's notification number. */
export const getNotificationFact = async (tx: Transaction, organisation: string, number: string): Promise<string> => {
  const [row] = await select(
    tx,
    factId,
    `select id from fact where kind = 'notification' and organisation = $1 and key = $2`,
    [organisation, number],
  );
  if (!row) throw new Error('a stored notification has no fact');
  return row.id;
};
