import type { AnyInventedRecord } from '../../src/app/synth/invented.ts';
import { agreedAction, begunBy, childIdOf, closedAt, doneAction, instantOf, later, record } from './say.ts';
import type { MeetingStory, Story } from './story.ts';

const chair = { chair: 'Denise Pargeter', chairRole: 'Team manager, children’s social care' };

/** A strategy meeting that was held, with who came; or the decision not to hold one, with its reason if there is one. */
export const meetingRecords = (story: Story, told: MeetingStory): readonly AnyInventedRecord[] => {
  const key = `${childIdOf(story)}-SM`;
  const decidedAt = instantOf(told.decided);
  const decision = {
    triggers: [...told.triggers],
    criterionMetAt: instantOf(told.criterion),
    ...{ decision: told.held ? ('CONVENED' as const) : ('NOT_CONVENED' as const), decidedAt },
    notConvenedReason: told.notHeld ?? null,
  };
  if (told.held === undefined) {
    const sourceEpisodes = begunBy(story, told.decided);
    return [record('strategy-meeting', key, later(decidedAt, 30), { sourceEpisodes, ...decision })];
  }
  const { expected = [], present = [], risks = [], aims = [], actions = [], disagreement } = told;
  const minutes = {
    sourceEpisodes: begunBy(story, told.held),
    ...decision,
    ...chair,
    heldAt: instantOf(told.held),
    attendance: expected.map((agency) => ({
      ...{ agency, name: null, role: null, expected: true, reportSent: null },
      attendance: present.includes(agency) ? ('PRESENT' as const) : ('ABSENT' as const),
    })),
    tabled: ['Police notification', 'Return home interview'],
    risks: risks.map(([code, description]) => ({ code, description })),
    aims: aims.map(([code, description]) => ({ code, description })),
    previousActionsReviewed: true,
    disagreement: disagreement ?? null,
  };
  const closed = closedAt(actions);
  return [
    record('strategy-meeting', key, later(instantOf(told.held), 180), {
      ...minutes,
      actions: actions.map(agreedAction),
    }),
    ...(closed === null
      ? []
      : [record('strategy-meeting', key, closed, { ...minutes, actions: actions.map(doneAction) })]),
  ];
};
