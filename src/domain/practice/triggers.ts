import type { Governing } from '../coordinates.ts';
import type { meetingTriggers } from '../model/strategy-meeting.ts';
import { type CaseEpisode, type ChildCase, recordsAbout } from './child-case.ts';
import { daysAfter } from './clocks.ts';
import { judgeExploitation } from './exploitation.ts';
import { judgeLonger } from './long-absence.ts';
import type { PolicyPack } from './policy-packs.ts';
import { hasReached } from './return-interview.ts';
import { met, notApplicable, unknown, unmet, type Verdict, whether } from './verdict.ts';

export type Trigger = (typeof meetingTriggers)[number];

/** One criterion of a strategy meeting as it stands for one absence. */
export interface TriggerVerdict extends Verdict {
  readonly trigger: Trigger;
  /** When it was first met, as far as that can be told; its day is day 0 of the meeting's clock. */
  readonly metAt: string | null;
}

interface Case {
  readonly episode: CaseEpisode;
  readonly child: ChildCase;
  readonly pack: PolicyPack;
  readonly now: string;
}

type Finding = Verdict & { readonly metAt?: string | null };

const knownAt = ({ reportedAt, startedAt }: CaseEpisode): string | null => reportedAt ?? startedAt;

const counts: readonly (string | null)[] = ['MISSING', 'AWAY_WITHOUT_AUTHORISATION', null];

const recorded =
  (trigger: Trigger, words: string) =>
  ({ episode, child }: Case): Finding => {
    const said = recordsAbout(child, 'strategy-meeting', [episode]).filter(({ body }) =>
      body.triggers?.includes(trigger),
    );
    const [first] = said;
    return first === undefined
      ? unknown(`Nobody recorded ${words}; nothing else in the records could tell`)
      : { ...met(`Recorded: ${words}`), metAt: first.body.criterionMetAt };
  };

const repeated = ({ episode, child, pack: { repeat } }: Case): Finding => {
  const { startedOn } = episode;
  if (startedOn === null) return unknown('Nothing says on which day it began');
  const first = daysAfter(startedOn, 1 - repeat.days);
  const begun = child.episodes.filter(
    ({ startedOn: on, status, category, id }) =>
      id === episode.id ||
      (status !== 'CANCELLED' &&
        counts.includes(category) &&
        on !== null &&
        first <= on &&
        on <= startedOn &&
        !isLater(child.episodes, id, episode.id)),
  );
  const words = `${begun.length} in ${repeat.days} days, this one included`;
  return { ...whether(begun.length >= repeat.episodes, words, words), metAt: knownAt(episode) };
};

/** Two absences of one day: only those that come before, in the order of the case, count. */
const isLater = (episodes: readonly CaseEpisode[], id: string, than: string): boolean =>
  episodes.findIndex((one) => one.id === id) > episodes.findIndex((one) => one.id === than);

const longFor = ({ episode, now }: Case, hours: number): Finding => judgeLonger(episode, hours, now);

const exploited = ({ episode, child, pack }: Case): Finding => ({
  ...judgeExploitation(episode, child, pack),
  metAt: knownAt(episode),
});

const gradesOf = ({ episode, child }: Case): readonly string[] => [
  ...(episode.riskGrade === null ? [] : [episode.riskGrade]),
  ...child.notifications.filter(({ about }) => about.includes(episode.id)).flatMap(({ riskGrade }) => riskGrade ?? []),
];

const gradedHigh = (one: Case): Finding => {
  const grades = gradesOf(one);
  if (grades.length === 0) return unknown('No risk grade was given');
  return { ...whether(grades.includes('HIGH'), 'Graded high', 'Never graded high'), metAt: knownAt(one.episode) };
};

const isCovering = (day: string, from: string | null, to: string | null): boolean =>
  (from === null || from <= day) && (to === null || day <= to);

const careOn = ({ child }: Case, day: string): { isLookedAfter: boolean; isProtected: boolean } => ({
  isLookedAfter:
    child.records.placement.some(({ body }) => isCovering(day, body.startedOn, body.endedOn)) ||
    child.careStatus === 'LAC',
  isProtected:
    child.records.plan.some(
      ({ body }) => body.planType === 'CHILD_PROTECTION' && isCovering(day, body.startedOn, body.endedOn),
    ) || child.careStatus === 'CP_PLAN',
});

const inCare = (one: Case): Finding => {
  const { episode, child, pack } = one;
  const day = episode.startedOn;
  if (day === null) return unknown('Nothing says on which day it began');
  const { isLookedAfter, isProtected } = careOn(one, day);
  if (!isLookedAfter && !isProtected) {
    return child.careStatus === null || child.careStatus === 'NOT_KNOWN'
      ? unknown('Nothing says whether the child is looked after or on a protection plan')
      : unmet('Neither looked after nor on a child protection plan');
  }
  const isOld = hasReached(child.birth, pack.youngUnder, day);
  if (isOld === false) return { ...met(`In care or protected, and under ${pack.youngUnder}`), metAt: knownAt(episode) };
  const long = longFor(one, pack.longHours);
  return isOld === null && long.outcome === 'UNMET' ? unknown('The age of the child is not known') : long;
};

const harmless: readonly string[] = ['NONE_DISCLOSED', 'NOT_EXPLORED'];
const isHarm = (harm: readonly string[] | null): boolean => harm?.some((one) => !harmless.includes(one)) ?? false;

const disclosed = ({ episode, child }: Case): Finding => {
  const talks = [
    ...recordsAbout(child, 'prevention-interview', [episode]),
    ...recordsAbout(child, 'interview', [episode]),
  ].map(({ body }) => ({ heldAt: body.heldAt, harm: body.harm }));
  const told = talks.find(({ harm }) => isHarm(harm));
  if (told !== undefined) return { ...met('Harm was disclosed'), metAt: told.heldAt };
  const notified = child.notifications.some(({ about, harm }) => about.includes(episode.id) && isHarm(harm));
  if (notified || isHarm(episode.harm)) return { ...met('Harm was disclosed to the police'), metAt: null };
  if (episode.status === 'OPEN') return notApplicable('The child is still missing');
  const isAnswered = [episode.harm, ...talks.map(({ harm }) => harm ?? [])].some((harm) =>
    harm.includes('NONE_DISCLOSED'),
  );
  return isAnswered ? unmet('Asked, and nothing disclosed') : unknown('Nothing says whether harm was explored');
};

/** ★ The criteria of a strategy meeting (domain reference 1.5), each as it is read from the records. */
export const triggers: readonly {
  readonly trigger: Trigger;
  readonly title: string;
  /** What it is read from: who may not be shown all of that is not shown how it stands. */
  readonly needs: readonly Governing[];
  readonly judge: (one: Case) => Finding;
}[] = [
  {
    trigger: 'T1',
    title: 'Reasonable cause to suspect significant harm',
    needs: ['SM summary'],
    judge: recorded('T1', 'suspected significant harm'),
  },
  {
    trigger: 'T2',
    title: 'Repeated absences in a number of days',
    needs: ['EP summary'],
    judge: repeated,
  },
  {
    trigger: 'T3',
    title: 'One absence longer than a number of hours',
    needs: ['EP summary'],
    judge: (one) => longFor(one, one.pack.longHours),
  },
  {
    trigger: 'T4',
    title: 'An indicator of exploitation or trafficking',
    needs: ['EX'],
    judge: exploited,
  },
  { trigger: 'T5', title: 'Risk graded high', needs: ['EP summary'], judge: gradedHigh },
  {
    trigger: 'T6',
    title: 'Looked after or protected, and away long or young',
    needs: ['SC summary', 'ID summary'],
    judge: inCare,
  },
  {
    trigger: 'T7',
    title: 'Harm or an offence disclosed on return',
    needs: ['RC summary', 'EX'],
    judge: disclosed,
  },
  {
    trigger: 'T8',
    title: 'A professional asks for a meeting',
    needs: ['SM summary'],
    judge: recorded('T8', 'a request of a professional'),
  },
];

/** Every criterion as it stands for one absence. */
export const judgeTriggers = (
  episode: CaseEpisode,
  child: ChildCase,
  { pack, now }: { readonly pack: PolicyPack; readonly now: string },
): readonly TriggerVerdict[] =>
  triggers.map(({ trigger, judge }) => {
    const { metAt = null, ...verdict } = judge({ episode, child, pack, now });
    return { trigger, ...verdict, metAt: verdict.outcome === 'MET' ? metAt : null };
  });
