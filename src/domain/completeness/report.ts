import { organisations } from '../organisations.ts';
import { fieldBit } from '../profile/field-masks.ts';
import { fields2015, gapFieldsOfPoliceIntelligence, leavesOf, type ProfileField } from '../profile/fields.ts';
import { type Dqmi, type DqmiItem, dqmi } from './dqmi.ts';

/** Fields of which no exact row is given to anybody: that nothing was said of them tells something. They count in scores. */
export const withheldFields: readonly ProfileField[] = fields2015.filter(({ name }) =>
  gapFieldsOfPoliceIntelligence.includes(name),
);

/** Fields reports speak of, in order. */
export const reportedFields: readonly ProfileField[] = fields2015.filter((field) => !withheldFields.includes(field));

/** The fields the 2015 audit named, as bits. */
export const seedMask: bigint = fields2015
  .filter(({ seed }) => seed)
  .reduce((mask, { number }) => mask | BigInt(fieldBit(number)), 0n);

/**
 * ★ Share of "not known" and "declined" that is taken to be true, in per cent; what is above counts against the item.
 * Our proposal: nobody publishes thresholds for police notifications.
 */
const defaultThresholdPercent = { usual: 2, culture: 5, religion: 5 } as const;

const thresholdOf = (name: string): number =>
  name === 'culture' || name === 'religion' ? defaultThresholdPercent[name] : defaultThresholdPercent.usual;

/** What the index needs of the answers to one field. */
interface Counted {
  readonly field: number;
  readonly latest: {
    readonly applies: number;
    readonly passes: number;
    readonly notKnown: number;
    readonly declined: number;
  };
}

/** The elements a feed carried in a period. */
interface Carried {
  readonly elements: readonly string[];
}

/** Names of the fields of which a feed carried an element. */
export const fieldsCarried = ({ elements }: Carried): readonly string[] => {
  const carried = new Set(elements);
  return reportedFields.filter((field) => leavesOf(field).some((path) => carried.has(path))).map(({ name }) => name);
};

/** An item of the index, and the field it is. */
export interface FieldItem extends DqmiItem {
  readonly field: ProfileField;
}

/** The required fields as items of the data quality index: the latest answers, over the feeds the hub is to have. */
export const dqmiItems = (
  counts: readonly Counted[],
  feeds: readonly Carried[],
  expectedFeeds: number,
): readonly FieldItem[] => {
  const byNumber = new Map(counts.map((one) => [one.field, one.latest]));
  const carried = feeds.map((feed) => new Set(fieldsCarried(feed)));
  return reportedFields.flatMap((field): readonly FieldItem[] => {
    const latest = byNumber.get(field.number);
    if (latest === undefined || field.requirement === 'RECOMMENDED') return [];
    const coverage = carried.filter((names) => names.has(field.name)).length / Math.max(1, expectedFeeds);
    const defaults = field.requirement === 'ANSWER' ? latest.notKnown + latest.declined : null;
    const { applies: records, passes: validAndComplete } = latest;
    return [{ field, records, validAndComplete, defaults, thresholdPercent: thresholdOf(field.name), coverage }];
  });
};

/** Whose feeds a report is to have: every force the hub serves, or the one force it is about. */
export const expectedForces = (organisation: string | null): readonly string[] =>
  organisation === null
    ? organisations.filter(({ agency }) => agency === 'police').map(({ code }) => code)
    : [organisation];

/** The index over items, with the score of each. */
export const indexOf = (items: readonly FieldItem[]): Dqmi => dqmi(items);
