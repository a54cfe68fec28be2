import type { CaseRecord, ChildCase } from '../practice/child-case.ts';
import { rule } from '../practice/rule.ts';
import { dayOf, meetings } from '../practice/subjects.ts';
import { notApplicable, whether } from '../practice/verdict.ts';

const isOpen = ({ body: { heldAt } }: CaseRecord<'strategy-meeting'>, { records: { plan } }: ChildCase): boolean => {
  const day = dayOf(heldAt) ?? '';
  return plan.some(
    ({ body: { planType, startedOn, endedOn } }) =>
      planType === 'EARLY_HELP' && (startedOn === null || startedOn <= day) && (endedOn === null || endedOn >= day),
  );
};

/** Where early help is open, its lead is at the meeting. */
export const meetingEarlyHelp = rule({
  id: 'meeting-early-help',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The lead of open early help is at the meeting',
  source: 'Audit 2015, X7; rubric of meetings Q11',
  subjects: meetings,
  needs: 'SM',
  read: (record, child) => ({
    isOpen: isOpen(record, child),
    isThere:
      record.body.attendance?.some((one) => one.agency === 'EARLY_HELP' && one.attendance === 'PRESENT') ?? false,
  }),
  check: ({ isOpen: open, isThere }) =>
    open
      ? whether(isThere, 'Early help was there', 'Early help is open and was not there')
      : notApplicable('No early help is open'),
  examples: [
    { when: 'the lead came', given: { isOpen: true, isThere: true }, outcome: 'MET' },
    { when: 'nobody asked the lead', given: { isOpen: true, isThere: false }, outcome: 'UNMET' },
    { when: 'a child without early help', given: { isOpen: false, isThere: false }, outcome: 'NOT_APPLICABLE' },
  ],
});
