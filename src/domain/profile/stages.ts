import type { Answer } from '../model/notification.ts';

/** ★ Where on its way an answer was lost, and whose part of the way that is. Never a guess: what is not shown is UNKNOWN. */
export const stages = {
  LOST_IN_MAPPING: { title: 'the message held it, the hub’s reading of the message did not keep it', at: 'the hub' },
  WITHHELD_BY_SOURCE: { title: 'the force says that it restricts it', at: 'the force' },
  NOT_RECORDED: {
    title: 'its element stands in the message with nothing usable in it: empty, a placeholder, no word of who asked',
    at: 'the force',
  },
  NOT_SENT: {
    title: 'its element is not in the message, though the feed is declared to carry it or did in the last 90 days',
    at: 'the feed',
  },
  UNKNOWN: { title: 'nothing shows where it was lost, or its parts were lost at different places', at: 'nobody' },
} as const satisfies Record<string, { readonly title: string; readonly at: string }>;

export type Stage = keyof typeof stages;

/** What is known of one leaf of a thread that has no usable answer. */
export interface LeafEvidence {
  /** Whether a message held a value of which no answer was made. */
  readonly lost: boolean;
  readonly state: Answer['state'];
  /** Whether the element stood in any message of the thread. */
  readonly sent: boolean;
  /** Whether the feed is declared to carry it, or carried it in the 90 days before a message that lacks it. */
  readonly carried: boolean;
}

/** The stage at which one leaf was lost. */
export const stageOfLeaf = ({ lost, state, sent, carried }: LeafEvidence): Stage => {
  if (lost) return 'LOST_IN_MAPPING';
  if (state === 'WITHHELD') return 'WITHHELD_BY_SOURCE';
  if (sent) return 'NOT_RECORDED';
  return carried ? 'NOT_SENT' : 'UNKNOWN';
};

/** The stage at which a field was lost: that of all its failing leaves, else UNKNOWN. */
export const stageOf = (leaves: readonly LeafEvidence[]): Stage => {
  const [first, ...others] = new Set(leaves.map(stageOfLeaf));
  return first === undefined || others.length > 0 ? 'UNKNOWN' : first;
};
