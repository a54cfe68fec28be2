import { type Governed, type Governing, governedBy } from './coordinates.ts';
import { type ConditionWord, decisiveConditions } from './decisions.ts';
import { cellMeanings, conditionMeanings, levelMeanings } from './explain-words.ts';
import { compileMasks } from './mask.ts';
import { classes, fieldClasses, matrix, type Purpose, type Role, roleTerms } from './policy.ts';
import { conditionBits, type Reach } from './projection.ts';
import { reachRules } from './reach.ts';
import { type ExplainedField, greatest, isLess, type Shown, shownBy, type Verdict, verdictOn } from './shown.ts';

/** A relationship of the viewer to the child, one of `Reach`. */
export type OwnReach = Pick<Reach, 'reason' | 'until' | 'bits' | 'person'>;

/** What a step of an explanation may be about, and an answer turn on. */
export const explanationRules = [
  'RELATIONSHIP',
  'ROLE',
  'LEVEL',
  'PURPOSE',
  'CONDITION',
  'RECORD',
  'OPEN',
  'WHOLE',
] as const;
export type ExplanationRule = (typeof explanationRules)[number];

export interface ExplanationStep {
  readonly about: ExplanationRule;
  readonly says: string;
  /** Whether the answer turned on it. */
  readonly decides: boolean;
}

export interface Explanation {
  readonly coordinate: string;
  readonly answer: Shown;
  readonly decidedBy: ExplanationRule;
  readonly steps: readonly ExplanationStep[];
  /** Whom to ask for what is withheld. */
  readonly ask: string | null;
}

/** The one answer for a child there is none of and for a child the viewer has no relationship to. */
export const unrelated = (coordinate: string): Explanation => {
  const says = 'There is no such child, or you have no relationship to it; the two are not told apart.';
  return {
    ...{ coordinate, answer: 'WITHHELD', decidedBy: 'RELATIONSHIP', ask: null },
    steps: [{ about: 'RELATIONSHIP', says, decides: true }],
  };
};

/** One question, and the masks its answer is weighed against. */
interface Weighed {
  readonly role: Role;
  readonly purpose: Purpose;
  /** The masks of this purpose, by combination of conditions. */
  readonly table: readonly bigint[];
  /** The masks of every purpose the role may declare. */
  readonly anyPurpose: readonly bigint[];
  readonly mask: bigint;
  /** The bits of the viewer's own relationships. */
  readonly own: number;
  readonly governed: Governed;
  readonly isOwned: boolean;
}

type Ruling = Extract<ExplanationRule, 'ROLE' | 'LEVEL' | 'PURPOSE' | 'CONDITION'>;

const bestOf = ({ isOwned }: Weighed, masks: readonly bigint[], governed: Governed): Verdict =>
  greatest(masks.map((mask) => verdictOn(mask, governed, isOwned)));

const narrowsByPurpose = (asked: Weighed): boolean =>
  isLess(bestOf(asked, asked.table, asked.governed), bestOf(asked, asked.anyPurpose, asked.governed));

/** What a verdict turned on: found by asking what else would have changed it. */
const rulingOn = (asked: Weighed): Ruling => {
  const { table, anyPurpose, governed, isOwned, mask } = asked;
  const verdict = verdictOn(mask, governed, isOwned);
  if (table.some((other) => verdictOn(other, governed, isOwned) !== verdict)) return 'CONDITION';
  if (narrowsByPurpose(asked)) return 'PURPOSE';
  if (verdict !== 'no' || governed.level !== 'full') return 'ROLE';
  return bestOf(asked, anyPurpose, { ...governed, level: 'summary' }) === 'no' ? 'ROLE' : 'LEVEL';
};

/**
 * What a viewer can tell of a condition from what they are shown and withheld: it is told only if every combination
 * that gives this mask agrees on it, so that nothing is told which the mask does not show already.
 */
const tellOf = ({ table, mask, own }: Weighed, word: ConditionWord): 'holds' | 'lacks' | 'matters' => {
  const bit = conditionBits[word];
  if ((own & bit) !== 0) return 'holds';
  const held = new Set(table.flatMap((one, combination) => (one === mask ? [(combination & bit) !== 0] : [])));
  if (held.size !== 1) return 'matters';
  return held.has(true) ? 'holds' : 'lacks';
};

const conditionSteps = (asked: Weighed): readonly ExplanationStep[] => {
  const { table, mask, governed, isOwned } = asked;
  const verdicts = table.map((one) => verdictOn(one, governed, isOwned));
  const somewhere = table.indexOf(mask);
  const turning = decisiveConditions(verdicts);
  const alone = turning.filter((word) => verdicts[somewhere ^ conditionBits[word]] !== verdicts[somewhere]);
  const deciding = alone.length > 0 ? alone : turning;
  return turning.map((word) => ({
    about: 'CONDITION',
    says: conditionMeanings[word][tellOf(asked, word)],
    decides: deciding.includes(word),
  }));
};

const policySteps = (asked: Weighed, ruling: Ruling): readonly ExplanationStep[] => {
  const { role, purpose, governed } = asked;
  const { title } = classes[governed.fieldClass];
  const cell = matrix[role][fieldClasses.indexOf(governed.fieldClass)] ?? 'X';
  const cellOf = `The role ${role} has ${cell} for ${title} (${governed.fieldClass}): ${cellMeanings[cell]}.`;
  const serves = narrowsByPurpose(asked) ? `does not serve ${title}` : 'takes nothing away';
  return [
    { about: 'ROLE', says: cellOf, decides: ruling === 'ROLE' },
    { about: 'LEVEL', says: levelMeanings[governed.level], decides: ruling === 'LEVEL' },
    { about: 'PURPOSE', says: `The purpose ${purpose} ${serves}.`, decides: ruling === 'PURPOSE' },
    ...conditionSteps(asked).map((step) => ({ ...step, decides: step.decides && ruling === 'CONDITION' })),
  ];
};

/** Why a viewer has a relationship, in the words of its rule. */
const relationshipStep = ({ reason, until, person }: OwnReach): ExplanationStep => {
  const title = reachRules.find((rule) => rule.reason === reason)?.title ?? 'a rule of reach';
  const whose = person === '' ? 'Your organisation has' : 'You have';
  const says = `${whose} a relationship to the child, ${until === 'infinity' ? 'without an end so far' : `until ${until}`}: ${title} (${reason}).`;
  return { about: 'RELATIONSHIP', says, decides: false };
};

const toRecord: Readonly<Record<Verdict, string>> = {
  yes: 'you are',
  own: 'you are, of records of your own organisation',
  no: 'you are not',
};

const recordStep = ({ fieldClass, level }: Governed, verdict: Verdict): ExplanationStep => {
  const what = `${level === 'full' ? 'all' : 'summary'} fields of ${classes[fieldClass].title} (${fieldClass})`;
  const says = `Only who is shown ${what} knows of such a record; ${toRecord[verdict]}.`;
  return { about: 'RECORD', says, decides: verdict === 'no' };
};

const ungoverned = (governing: Governing): ExplanationStep =>
  governing === 'inherit'
    ? { about: 'WHOLE', says: 'It is a part of another field and is shown where that one is.', decides: true }
    : { about: 'OPEN', says: 'It says nothing of a child by itself: it is shown where its record is.', decides: true };

const exceptionStep = (title: string): ExplanationStep => ({
  about: 'RECORD',
  says: `Except: ${title}.`,
  decides: false,
});

/** What decides: the record where the viewer may not know of it, else the field itself. */
interface Deciding {
  readonly governed: Governed | null;
  readonly recordSteps: readonly ExplanationStep[];
  readonly isHidden: boolean;
}

const decidingOf = ({ governing, record, isOwned }: ExplainedField, mask: bigint): Deciding => {
  const row = governedBy(record);
  if (!row) return { governed: governedBy(governing), recordSteps: [], isHidden: false };
  const verdict = verdictOn(mask, row, isOwned);
  const isHidden = verdict === 'no';
  return { governed: isHidden ? row : governedBy(governing), recordSteps: [recordStep(row, verdict)], isHidden };
};

/** Explains one field of one child to a viewer who has a relationship to it. */
export type ExplainField = (field: ExplainedField, mask: bigint, reach: readonly OwnReach[]) => Explanation;

/**
 * Explanations for one role and purpose. What is said follows from the tables anybody may read, the viewer's own
 * relationships and the mask, which is what they are shown anyway: never from what the mask hides.
 */
export const explainerOf = (role: Role, purpose: Purpose): ExplainField => {
  const anyPurpose = roleTerms[role].purposes.flatMap((each) => compileMasks(role, each).table);
  const { table } = compileMasks(role, purpose);
  const bodyOf = (field: ExplainedField, governed: Governed | null, mask: bigint, own: number) => {
    if (!governed) return [ungoverned(field.governing)];
    const asked = { role, purpose, table, anyPurpose, mask, own, governed, isOwned: field.isOwned };
    return policySteps(asked, rulingOn(asked));
  };
  return (field, mask, reach) => {
    const own = reach.reduce((bits, row) => bits | row.bits, 0);
    const { governed, recordSteps, isHidden } = decidingOf(field, mask);
    const body = bodyOf(field, governed, mask, own);
    const answer = shownBy(mask, field);
    const steps = [...recordSteps, ...body.map((step) => ({ ...step, decides: step.decides && !isHidden }))];
    return {
      ...{ coordinate: field.coordinate, answer },
      decidedBy: steps.find(({ decides }) => decides)?.about ?? 'ROLE',
      steps: [...reach.map(relationshipStep), ...steps, ...field.exceptions.map(exceptionStep)],
      ask: answer === 'WITHHELD' && governed ? classes[governed.fieldClass].ask : null,
    };
  };
};
