import type { AnyInventedRecord } from '../../src/app/synth/invented.ts';
import type { Interview } from '../../src/domain/model/interview.ts';
import { agreedAction, begunBy, childIdOf, closedAt, dayOf, doneAction, instantOf, later, record } from './say.ts';
import type { InterviewStory, Story } from './story.ts';

type Said = Partial<Interview>;

const accepted: Readonly<Partial<Record<InterviewStory['status'], 'YES' | 'NO'>>> = {
  ACCEPTED: 'YES',
  SCHEDULED: 'YES',
  COMPLETED: 'YES',
  DECLINED_BY_CHILD: 'NO',
  DECLINED_BY_PARENT: 'NO',
};

const attemptsOf = ({ attempts, depth }: InterviewStory): Said => ({
  attempts: attempts.map(([at, method, outcome]) => ({
    at: instantOf(at),
    method,
    place: method === 'VISIT' ? (depth?.place ?? null) : null,
    outcome,
  })),
});

const interviewerOf = ({ by, childPreference }: InterviewStory): Said =>
  by === undefined
    ? {}
    : {
        interviewer: by[0],
        interviewerClass: by[1],
        childPreference: childPreference !== undefined,
        preferenceReason: childPreference ?? null,
      };

const checkOf = ({ check }: InterviewStory): Said =>
  check === undefined
    ? {}
    : {
        investigationCheckedAt: instantOf(check[0]),
        investigationFound: check[1],
        officerContactedAt: check[2] === null ? null : instantOf(check[2]),
      };

/** What was written of the interview itself: the account always, the rest where it was a good one. */
const contentOf = (story: Story, told: InterviewStory): Said => {
  const { held, account, depth, differenceMade } = told;
  const reasons = [...new Set(story.absences.flatMap(({ reasons: given }) => given ?? []))];
  if (held === undefined) return {};
  return {
    heldAt: instantOf(held),
    account: account ?? null,
    ...(reasons.length === 0 ? {} : { reasons }),
    ...(depth === undefined
      ? {}
      : {
          place: depth.place,
          quotes: [...depth.words],
          wishes: depth.wishes,
          analysis: depth.analysis,
          reviewOn: dayOf(depth.review),
          preparedFrom: ['Police notification', 'Plan'],
          childTold: true,
          sharedWith: [
            { agency: 'CSC' as const, recipient: story.worker?.[0] ?? 'Duty team', at: later(instantOf(held), 120) },
          ],
        }),
    differenceMade: differenceMade ?? null,
  };
};

/** A return home interview as it was offered, as it came out, and as what was agreed in it was done. */
export const interviewRecords = (story: Story, told: InterviewStory): readonly AnyInventedRecord[] => {
  const key = `${childIdOf(story)}-RHI`;
  const { offered, status, scheduled, declined, action } = told;
  const offer: Said = { offered: 'YES', offeredAt: instantOf(offered), ...interviewerOf(told) };
  const end = told.held ?? told.attempts.at(-1)?.[0] ?? offered;
  const outcome = {
    ...offer,
    sourceEpisodes: begunBy(story, end),
    status,
    accepted: accepted[status] ?? null,
    scheduledAt: scheduled === undefined ? null : instantOf(scheduled),
    declineReason: declined ?? null,
    ...attemptsOf(told),
    ...checkOf(told),
    ...contentOf(story, told),
  };
  const closed = action === undefined ? null : closedAt([action]);
  return [
    record('interview', key, later(instantOf(offered), 60), {
      ...offer,
      sourceEpisodes: begunBy(story, offered),
      status: 'OFFERED',
    }),
    record('interview', key, later(instantOf(end), 150), {
      ...outcome,
      actions: action === undefined ? null : [agreedAction(action)],
    }),
    ...(action === undefined || closed === null
      ? []
      : [record('interview', key, closed, { ...outcome, actions: [doneAction(action)] })]),
  ];
};
