import { rule } from '../practice/rule.ts';
import { declinedInterviews } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';

/** A refusal has a reason, and the carers are asked instead. */
export const refusalExplained = rule({
  id: 'refusal-explained',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'A refusal has its reason, and the carers are asked',
  source: 'Domain practice 1.4: declined interviews',
  subjects: declinedInterviews,
  needs: 'RM',
  read: ({ body: { declineReason, attempts, carerInformationTaken } }) => ({
    hasReason: declineReason !== null,
    hasAttempts: (attempts?.length ?? 0) > 0,
    carersAsked: carerInformationTaken !== null,
  }),
  check: ({ hasReason, hasAttempts, carersAsked }) =>
    whether(
      hasReason && hasAttempts && carersAsked,
      'Reason, attempts and whether carers told something are there',
      'Reason, attempts or what carers told is missing',
    ),
  examples: [
    { when: 'all of it is recorded', given: { hasReason: true, hasAttempts: true, carersAsked: true }, outcome: 'MET' },
    {
      when: 'nobody says whether the carers were asked',
      given: { hasReason: true, hasAttempts: true, carersAsked: false },
      outcome: 'UNMET',
    },
  ],
});
