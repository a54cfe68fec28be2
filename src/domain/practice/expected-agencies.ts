import type { StrategyMeeting } from '../model/strategy-meeting.ts';
import { type Agency, findOrganisation } from '../organisations.ts';
import { type CaseEpisode, type ChildCase, recordsAbout } from './child-case.ts';
import { hasReached } from './return-interview.ts';

/** ★ Ages between which a child is expected to be known to a school: from the first, until the second. */
const schoolAges = { from: 5, until: 16 } as const;

type Seat = NonNullable<StrategyMeeting['attendance']>[number]['agency'];

/** ★ Whose word is meant where an agency is expected at a meeting; those that keep no records of their own are not here. */
const agencyOfSeat: Readonly<Partial<Record<Seat, Agency>>> = {
  CSC: 'social-care',
  POLICE: 'police',
  HEALTH_ACUTE: 'health',
  HEALTH_COMMUNITY_MH: 'health',
  HEALTH_COMMISSIONER: 'health',
  EDUCATION: 'education',
  EARLY_HELP: 'early-help',
};

const isOfSchoolAge = ({ birth }: ChildCase, day: string): boolean =>
  hasReached(birth, schoolAges.from, day) === true && hasReached(birth, schoolAges.until, day) === false;

const hasEarlyHelp = ({ records: { plan } }: ChildCase, day: string): boolean =>
  plan.some(({ body: { planType, endedOn } }) => planType === 'EARLY_HELP' && (endedOn === null || endedOn >= day));

const atMeetings = (child: ChildCase, episodes: readonly CaseEpisode[]): readonly Agency[] =>
  recordsAbout(child, 'strategy-meeting', episodes).flatMap(({ body }) =>
    (body.attendance ?? []).flatMap(({ agency, expected }) => (expected ? (agencyOfSeat[agency] ?? []) : [])),
  );

/**
 * ★ The agencies expected to know of a child who goes missing: police and social care always, health for a child in
 * care, a school for a child of school age, early help where it is open, and whoever was expected at a meeting.
 */
export const expectedAgencies = (child: ChildCase, episodes: readonly CaseEpisode[]): readonly Agency[] => {
  const day = episodes[0]?.startedOn ?? '';
  const expected = new Set<Agency>(['police', 'social-care']);
  if (child.careStatus === 'LAC') expected.add('health');
  if (isOfSchoolAge(child, day)) expected.add('education');
  if (hasEarlyHelp(child, day)) expected.add('early-help');
  return [...new Set([...expected, ...atMeetings(child, episodes)])].toSorted();
};

/** Whether an organisation of this kind told the hub anything of the child. */
export const hasTold = ({ toldBy }: Pick<ChildCase, 'toldBy'>, agency: Agency): boolean =>
  toldBy.some((code) => findOrganisation(code)?.agency === agency);
