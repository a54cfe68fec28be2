import { z } from 'zod';
import type { ExchangeBody } from './messages/index.ts';
import { type ConversationState, type Course, transitions } from './transitions.ts';

/** The times and the grade that deadlines hang on, as the messages of a conversation gave them. */
export const anchors = z.strictObject({
  returnedAt: z.string().optional(),
  heldAt: z.string().optional(),
  reportedAt: z.string().optional(),
  riskGrade: z.string().optional(),
});
export type Anchors = Readonly<z.infer<typeof anchors>>;

/** One message as the course of its conversation sees it. */
export interface LogEntry {
  readonly event: string;
  /** Code of the authority that sent it. */
  readonly sender: string;
  readonly at: string;
  readonly anchors: Anchors;
}

/** Whose conversation it is. */
export interface Parties {
  readonly course: Course;
  /** Who began it. */
  readonly opener: string;
  readonly other: string;
  /** The responsible authority. It is fixed when the conversation begins: performance moves, accountability never. */
  readonly accountable: string;
}

/** Where a conversation stands. */
export interface Standing extends Parties {
  readonly state: ConversationState;
  /** Since when. */
  readonly since: string | null;
  readonly lastSpeaker: string | null;
  /** The message that brought it here: its kind, with its word. */
  readonly lastEvent: string | null;
  readonly anchors: Anchors;
}

/** A conversation before its first message. */
export const begin = (parties: Parties): Standing => ({
  ...parties,
  state: 'DRAFT',
  since: null,
  lastSpeaker: null,
  lastEvent: null,
  anchors: {},
});

const maySay = ({ opener, other, lastSpeaker }: Standing, sender: string, by: string): boolean => {
  if (sender !== opener && sender !== other) return false;
  if (by === 'OPENER') return sender === opener;
  if (by === 'OTHER') return sender === other;
  return by === 'EITHER' || sender !== lastSpeaker;
};

/** The conversation after a message; null where the table has no such step. */
export const step = (standing: Standing, entry: LogEntry): Standing | null => {
  const [kind] = entry.event.split(':');
  const found = transitions[standing.course].find(
    ({ from, on, by }) =>
      from.includes(standing.state) && (on === entry.event || on === kind) && maySay(standing, entry.sender, by),
  );
  if (!found) return null;
  const all = { ...standing.anchors, ...entry.anchors };
  if (found.to === 'SAME') return { ...standing, anchors: all };
  const { event: lastEvent, sender: lastSpeaker, at: since } = entry;
  return { ...standing, state: found.to, since, lastSpeaker, lastEvent, anchors: all };
};

/** Where these messages bring a conversation; one that is no step from where the others brought it changes nothing. */
export const fold = (parties: Parties, entries: readonly LogEntry[]): Standing =>
  entries.reduce((standing, entry) => step(standing, entry) ?? standing, begin(parties));

/** ★ States in which the other authority performs; in every other the responsible authority does. */
const performed: ReadonlySet<ConversationState> = new Set<ConversationState>([
  ...(['ACCEPTED', 'SCHEDULED', 'DEFERRED', 'HELD', 'RESULT_SENT', 'REJECTED', 'RESULT_RECALLED'] as const),
]);

/**
 * ★ States of a conversation about an interview in which the worker who took it on has a relationship to the child: from
 * the acceptance until the result is accepted, again where it is asked about, and never after the end.
 */
export const interviewing: readonly ConversationState[] = [...performed, 'QUERIED', 'ANSWERED'];

/** Who has to act next for the child: the performer while it is theirs, else the responsible authority. */
export const ownerOf = ({ course, state, other, accountable }: Standing): string =>
  course === 'RHI' && performed.has(state) ? other : accountable;

/** What a message gives the deadlines to hang on. */
export const anchorsOf = (body: ExchangeBody): Anchors => {
  switch (body.kind) {
    case 'MISSING_ALERT':
      return { reportedAt: body.content.reportedAt, riskGrade: body.content.riskGrade };
    case 'RETURN_NOTICE':
    case 'RHI_REQUEST':
      return { returnedAt: body.content.returnedAt };
    case 'RHI_STATUS':
      return body.content.status === 'HELD' ? { heldAt: body.content.at } : {};
    case 'RHI_RESULT':
      return { heldAt: body.content.heldAt };
    default:
      return {};
  }
};
