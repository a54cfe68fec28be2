import { hoursAfter } from './instants.ts';
import type { Enrolment } from './model/enrolment.ts';
import type { FactVersion } from './projection.ts';
import { type Case, daysAfter, endOfDay, isOf, maySay, saidAt, type Tie } from './ties.ts';

/** An end that cannot be read would otherwise be no end, and the access that follows would last. */
const isEndUnreadable = ({ absences }: FactVersion, field: 'endedOn' | 'endedAt'): boolean =>
  absences[field]?.reason === 'INVALID';

const onRoll: ReadonlySet<Enrolment['status']> = new Set<Enrolment['status']>([
  'CURRENT',
  'CURRENT_MAIN',
  'CURRENT_SUBSIDIARY',
  'GUEST',
]);

/** Schools that hold the child on their roll, by their own word or an authority's, until the child leaves. */
export const enrolledSchools = ({ facts }: Case): readonly Tie[] =>
  facts.enrolment.flatMap((fact) => {
    const { school, status, endedOn } = fact.body;
    const isHeld = school !== null && onRoll.has(status) && maySay(fact.organisation, school);
    if (!isHeld || isEndUnreadable(fact, 'endedOn')) return [];
    return [{ organisation: school, until: endedOn === null ? 'infinity' : endOfDay(endedOn) }];
  });

const hoursAfterEncounter = 72;
const daysWithoutWord = 30;

/** A stay nobody has closed lapses thirty days after the last word of it. */
const encounterEnd = (fact: FactVersion<'health-encounter'>): string | null => {
  const { status, startedAt, endedAt } = fact.body;
  if (status === 'PLANNED' || status === 'CANCELLED' || isEndUnreadable(fact, 'endedAt')) return null;
  if (endedAt !== null) return hoursAfter(endedAt, hoursAfterEncounter);
  if (status === 'IN_PROGRESS') return daysAfter(saidAt(fact), daysWithoutWord);
  return startedAt === null ? null : hoursAfter(startedAt, hoursAfterEncounter);
};

/** Health bodies that see the child, by their own record, and for 72 hours after. */
export const treatingBodies = ({ facts }: Case): readonly Tie[] =>
  facts['health-encounter'].flatMap((fact) => {
    const until = isOf('health', fact.organisation) ? encounterEnd(fact) : null;
    return until === null ? [] : [{ organisation: fact.organisation, until }];
  });

/** Early help that records an episode or plan of its own, until it ends. */
export const supportingEarlyHelp = ({ facts }: Case): readonly Tie[] =>
  facts.plan
    .filter(({ organisation, body }) => body.planType === 'EARLY_HELP' && isOf('early-help', organisation))
    .filter((fact) => !isEndUnreadable(fact, 'endedOn'))
    .map(({ organisation, body: { endedOn } }) => ({
      organisation,
      until: endedOn === null ? 'infinity' : endOfDay(endedOn),
    }));
