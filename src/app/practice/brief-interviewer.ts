import { type InterviewBriefing, interviewBriefing } from '../../domain/practice/briefing.ts';
import type { Pools } from '../../store/pools.ts';
import { type CaseQuestion, readCase } from './read-case.ts';

/** The briefing of a child, with what the viewer may be told of it. */
export interface Briefed extends InterviewBriefing {
  readonly childId: string;
  readonly mask: bigint;
}

/** What an interviewer is told of police work before they speak with a child; null where there is no such child. */
export type BriefInterviewer = (input: CaseQuestion) => Promise<Briefed | null>;

/** The use case, given what it needs. */
export const briefInterviewer =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): BriefInterviewer =>
  async (question) => {
    const read = await readCase(pools, question);
    return read && { ...interviewBriefing(read.child, question.now), childId: read.child.childId, mask: read.mask };
  };
