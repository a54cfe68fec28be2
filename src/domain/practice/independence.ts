import type { Interview } from '../model/interview.ts';
import { unknown, type Verdict, whether } from './verdict.ts';

/** Who held the interview, and whether the child wished it to be them. */
export type Interviewer = Pick<Interview, 'interviewerClass' | 'childPreference' | 'preferenceReason'>;

/**
 * Whether the interviewer stands apart from the care of the child: placement staff and police never do, the allocated
 * social worker only where the child wished for them and the reason is written down (domain reference 1.4).
 */
export const judgeIndependence = ({ interviewerClass, childPreference, preferenceReason }: Interviewer): Verdict => {
  if (interviewerClass === null) return unknown('Nothing says who held it');
  if (interviewerClass === 'OTHER') return unknown('The kind of interviewer is none of those that are known');
  if (interviewerClass === 'ALLOCATED_SW') {
    return whether(
      childPreference === true && preferenceReason !== null,
      'The child wished for their own social worker, and the reason is written down',
      'Held by the allocated social worker without the wish of the child and its reason',
    );
  }
  return whether(
    interviewerClass !== 'PLACEMENT_STAFF' && interviewerClass !== 'POLICE',
    'The interviewer has no part in the care of the child',
    'Held by staff of the placement or by the police',
  );
};
