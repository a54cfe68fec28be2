import { type StepToTell, takeDueSteps } from '../../store/chase-desk.ts';
import { enqueue } from '../../store/jobs.ts';
import { takeLane } from '../../store/lane.ts';
import { type Announcement, announceLater } from '../../store/outbox.ts';
import type { Transaction } from '../../store/transaction.ts';

const announcementOf = ({ messageId, childId, step, toldTo }: StepToTell): Announcement => ({
  topic: step === 'OVERDUE' || step === 'STILL_OVERDUE' ? 'ENRICHMENT_OVERDUE' : 'ENRICHMENT_REMINDER',
  childId,
  payload: { messageId, step },
  toldTo,
});

/**
 * Reminds and escalates what is due by `now`, of at most `limit` messages, in the caller's transaction; returns how many
 * messages somebody is told about. Done again it does nothing.
 */
export const takeSteps = async (tx: Transaction, now: string, limit: number): Promise<number> => {
  const knownAt = await takeLane(tx, '-infinity');
  const told = await takeDueSteps(tx, now, limit);
  if (told.length === 0) return 0;
  await announceLater(tx, told.map(announcementOf), knownAt);
  await enqueue(tx, { type: 'announce', key: '', payload: {} });
  return told.length;
};
