import type { KeptConversation } from '../../domain/exchange/log.ts';
import { interviewing } from '../../domain/exchange/standing.ts';
import { takeLane } from '../../store/lane.ts';
import { findReach } from '../../store/reach.ts';
import type { Transaction } from '../../store/transaction.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import { project } from '../project.ts';

const reason = 'BORDER_INTERVIEW';

/**
 * Gives the worker who holds an interview for another authority a relationship to the child while the conversation is
 * open, and ends it with it. Nobody else gains or loses any. Derived anew only where it changes.
 */
export const followPerformer = async (deps: IngestDeps, tx: Transaction, conversation: KeptConversation) => {
  const { childId, performer, state } = conversation;
  if (childId === null || performer === null) return;
  const { reach } = await findReach(tx, childId);
  const isTied = reach.some((one) => one.reason === reason && one.person === performer);
  if (isTied === interviewing.includes(state)) return;
  await project(deps, tx, { childIds: [childId], knownAt: await takeLane(tx, '-infinity') });
};
