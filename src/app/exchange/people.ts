import { InvalidRequest, NotFound, NotPermitted } from '../../domain/errors.ts';
import { exchangeBody } from '../../domain/exchange/messages/index.ts';
import { speakers } from '../../domain/exchange/speakers.ts';
import type { Role } from '../../domain/policy.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { blockedChildren } from '../../store/exchange/children.ts';
import type { Transaction } from '../../store/transaction.ts';
import type { ExchangeParts } from './open-exchange.ts';

/** A use case of a hub that may have no exchange. */
export const needed = (parts: ExchangeParts | undefined): ExchangeParts => {
  if (!parts) throw new NotPermitted('exchange: this hub speaks with no other authority');
  return parts;
};

/** Whoever asks, where they are of the authority the hub speaks for and in such a role. @throws NotPermitted */
export const ofAuthority = (viewer: Viewer | null, { self }: ExchangeParts, roles: readonly Role[]): Viewer => {
  if (!viewer || viewer.organisation !== self || !roles.includes(viewer.role)) {
    throw new NotPermitted(`exchange: for ${roles.join(', ')} of the authority this hub speaks for`);
  }
  return viewer;
};

/** What a person says, as its kind has it. @throws InvalidRequest, NotPermitted */
export const saidBy = (viewer: Viewer | null, parts: ExchangeParts, said: unknown) => {
  const read = exchangeBody.safeParse(said);
  if (!read.success) {
    const places = read.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`);
    throw new InvalidRequest(`message: it does not follow the schema of its kind: ${places.join(', ')}`);
  }
  return { body: read.data, viewer: ofAuthority(viewer, parts, speakers[read.data.kind]) };
};

/** Refuses a worker who may have nothing to do with the child. @throws NotFound */
export const refuseKin = async (tx: Transaction, viewer: Viewer, childId: string | null): Promise<void> => {
  if (childId === null) return;
  const blocked = await blockedChildren(tx, viewer, [childId]);
  if (blocked.size > 0) throw new NotFound('exchange: there is no such conversation');
};
