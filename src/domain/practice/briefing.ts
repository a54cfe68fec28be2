import { londonDay } from '../dates.ts';
import type { Contact } from '../model/values.ts';
import type { ChildCase } from './child-case.ts';

/** All an interviewer is told of police work: that there is some, and whom to ring first. */
export interface InterviewBriefing {
  /** NOT_KNOWN where no force told the hub of any; that is not the same as none. */
  readonly liveInvestigation: 'YES' | 'NOT_KNOWN';
  readonly ring: readonly Pick<Contact, 'name' | 'phone' | 'organisation'>[];
}

/**
 * What an interviewer must know before speaking with the child, so that no evidence is spoilt. Reference, subject,
 * constraint and suspects stay with the police: the officer says what may be asked.
 */
export const interviewBriefing = ({ records }: Pick<ChildCase, 'records'>, now: string): InterviewBriefing => {
  const today = londonDay(now);
  const live = records.investigation.filter(
    ({ body: { status, endedOn } }) => status !== 'CLOSED' && (endedOn === null || endedOn >= today),
  );
  return {
    liveInvestigation: live.length > 0 ? 'YES' : 'NOT_KNOWN',
    ring: live.flatMap(({ body: { officer } }) =>
      officer === null ? [] : { name: officer.name, phone: officer.phone, organisation: officer.organisation },
    ),
  };
};
