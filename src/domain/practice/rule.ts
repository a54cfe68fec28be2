import type { FieldClass } from '../policy.ts';
import type { ChildCase, PracticePeriod } from './child-case.ts';
import { type PolicyPack, packAt, policyPacks } from './policy-packs.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** What a rule is applied to: how to find them in a child's case, and when each happened. */
export interface Subjects<Subject> {
  /** In words, one of them. */
  readonly one: string;
  readonly of: (child: ChildCase, period: PracticePeriod) => readonly Subject[];
  readonly idOf: (subject: Subject, child: ChildCase) => string;
  /** Absences it is about. */
  readonly episodesOf: (subject: Subject, child: ChildCase, period: PracticePeriod) => readonly string[];
  /** The day whose policy pack, and whose version of the rule, counts for it; null where nothing tells. */
  readonly dayOf: (subject: Subject, child: ChildCase) => string | null;
  /** The same one is found in many cases, and counts once: met where any of them meets it. */
  readonly isShared?: boolean;
}

/** What a rule may look at beside what is given: the authority's pack, now, and the period asked about. */
export interface Terms extends PracticePeriod {
  readonly pack: PolicyPack;
  readonly now: string;
}

export interface RuleExample<Given> {
  /** The case in words: a sentence a practitioner agrees or disagrees with. */
  readonly when: string;
  readonly given: Given;
  /** 09:00 on 23 October 2015 UTC where left out. */
  readonly now?: string;
  readonly outcome: Outcome;
  readonly flipsAt?: string;
}

/** A rule of good practice as it is written, one file each. */
export interface RuleDefinition<Subject, Given extends object> {
  /** Also the file's name; stable for ever. */
  readonly id: string;
  readonly title: string;
  /** Raised whenever the outcome of any case changes. */
  readonly version: number;
  /** Law, guidance or the finding of the audit it comes from. */
  readonly source: string;
  readonly inForce: { readonly from: string; readonly to: string | null };
  readonly subjects: Subjects<Subject>;
  /** The class of what it looks at: who may not see that is not told which children it concerns. */
  readonly needs: FieldClass;
  /** What of the case it looks at. */
  readonly read: (subject: Subject, child: ChildCase, terms: Terms) => Given;
  readonly check: (given: Given, terms: Terms) => Verdict;
  /** What its figures are told apart by, such as the agency. */
  readonly groupOf?: (given: Given) => string;
  /** How long it took, in hours, where its figure also tells the median. */
  readonly hoursOf?: (given: Given) => number | null;
  readonly examples: readonly RuleExample<Given>[];
}

/** A verdict on one subject. */
export interface Judged {
  readonly subjectId: string;
  readonly childId: string;
  readonly episodeIds: readonly string[];
  readonly group: string | null;
  readonly pack: string;
  /** How long it took; null where the rule does not ask or nothing tells. */
  readonly hours: number | null;
  readonly verdict: Verdict;
}

export interface ShownExample {
  readonly when: string;
  readonly given: object;
  readonly now: string;
  readonly outcome: Outcome;
  readonly flipsAt: string | null;
  /** What the rule finds. */
  readonly found: Verdict;
}

export interface Asked extends PracticePeriod {
  readonly now: string;
  /** All packs there are, where they are not the usual ones. */
  readonly packs?: readonly PolicyPack[];
}

/** A rule as the register holds it. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly source: string;
  readonly inForce: { readonly from: string; readonly to: string | null };
  readonly subject: string;
  readonly needs: FieldClass;
  readonly isShared: boolean;
  judge(child: ChildCase, asked: Asked): readonly Judged[];
  /** Its examples with what it finds of each. */
  readonly examples: () => readonly ShownExample[];
}

const usualNow = '2015-10-23T09:00:00Z';
const auditWeek = { from: '2015-10-16', to: '2015-10-22' };

const judgedBy = <Subject, Given extends object>(rule: RuleDefinition<Subject, Given>): Rule['judge'] => {
  const { subjects, read, check, groupOf, hoursOf, inForce } = rule;
  return (child, { from, to, now, packs = policyPacks }) =>
    subjects.of(child, { from, to }).flatMap((subject) => {
      const day = subjects.dayOf(subject, child) ?? to;
      if (day < inForce.from || (inForce.to !== null && day >= inForce.to)) return [];
      const pack = packAt(child.responsibleAuthority, day, packs);
      const terms: Terms = { pack, now, from, to };
      const given = read(subject, child, terms);
      return {
        subjectId: subjects.idOf(subject, child),
        childId: child.childId,
        episodeIds: subjects.episodesOf(subject, child, { from, to }),
        group: groupOf?.(given) ?? null,
        pack: pack.version,
        hours: hoursOf?.(given) ?? null,
        verdict: check(given, terms),
      };
    });
};

/** Makes a rule of its definition. */
export const rule = <Subject, Given extends object>(definition: RuleDefinition<Subject, Given>): Rule => {
  const { id, title, version, source, inForce, subjects, needs, check, examples } = definition;
  return {
    ...{ id, title, version, source, inForce, subject: subjects.one, needs, isShared: subjects.isShared === true },
    judge: judgedBy(definition),
    examples: () =>
      examples.map(({ when, given, now = usualNow, outcome, flipsAt = null }) => ({
        ...{ when, given, now, outcome, flipsAt },
        found: check(given, { ...auditWeek, now, pack: packAt(null, auditWeek.from) }),
      })),
  };
};
