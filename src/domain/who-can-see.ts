import { microsecondsOf } from './instants.ts';
import { compileMasks, conditionMask, type Masks } from './mask.ts';
import { findOrganisation } from './organisations.ts';
import { type Purpose, type Role, roles, roleTerms } from './policy.ts';
import { type Reach, restrictionBits } from './projection.ts';
import { type ExplainedField, type Shown, shownBy } from './shown.ts';

/** Somebody who is shown a field of a child, and why. */
export interface Onlooker {
  readonly organisation: string;
  /** The worker's subject id, or null for everyone of the organisation in the role. */
  readonly person: string | null;
  readonly role: Role;
  readonly purposes: readonly Purpose[];
  readonly shown: Extract<Shown, 'SHOWN' | 'SHOWN_OF_OWN_RECORDS'>;
  /** The rules of reach that give the relationship. */
  readonly reasons: readonly string[];
  /** ISO instant at which it ends if nothing new is heard, or `infinity`. */
  readonly until: string;
}

/** What is asked: a field, what is the case with the child, everybody's relationships to it, and the present instant. */
export interface WhoCanSee {
  readonly field: ExplainedField;
  /** Flags of the child's row. */
  readonly flags: number;
  readonly reach: readonly Reach[];
  readonly now: string;
}

const isAfter = (until: string, instant: string): boolean =>
  until === 'infinity' || microsecondsOf(until) > microsecondsOf(instant);

/** What a role may see for one of its purposes. */
interface Declared {
  readonly purpose: Purpose;
  readonly masks: Masks;
}

/** A role with each of its purposes. */
interface Holder {
  readonly role: Role;
  readonly purposes: readonly Declared[];
  /** Reach bits that any of the purposes accepts. */
  readonly accepts: number;
}

const holderOf = (role: Role): Holder => {
  const purposes = roleTerms[role].purposes.map((purpose) => ({ purpose, masks: compileMasks(role, purpose) }));
  return { role, purposes, accepts: purposes.reduce((bits, { masks }) => bits | masks.accepts, 0) };
};

/** What relationships show for one purpose: nothing without one the purpose accepts, nothing to whom one blocks. */
const seenFor = ({ masks }: Declared, { field, flags }: WhoCanSee, rows: readonly Reach[]): Shown => {
  const bits = rows.reduce((all, row) => ((row.bits & masks.accepts) === 0 ? all : all | row.bits), 0);
  if (bits === 0 || (bits & restrictionBits.BLOCKED) !== 0) return 'WITHHELD';
  return shownBy(masks.table[(bits | flags) & conditionMask] ?? 0n, field);
};

type Seen = Pick<Onlooker, 'purposes' | 'shown'>;

/** For which purposes the field is shown by these relationships, or null for none. */
const seenBy = ({ purposes }: Holder, asked: WhoCanSee, rows: readonly Reach[]): Seen | null => {
  const seen = (wanted: Onlooker['shown']): Seen => ({
    shown: wanted,
    purposes: purposes.filter((one) => seenFor(one, asked, rows) === wanted).map(({ purpose }) => purpose),
  });
  const [all, own] = [seen('SHOWN'), seen('SHOWN_OF_OWN_RECORDS')];
  if (all.purposes.length > 0) return all;
  return own.purposes.length > 0 ? own : null;
};

/** The first end of a relationship after which the field is no longer shown. */
const endOf = (holder: Holder, asked: WhoCanSee, rows: readonly Reach[]): string => {
  const ends = [...new Set(rows.map(({ until }) => until))].filter((until) => until !== 'infinity');
  const inOrder = ends.toSorted((a, b) => (microsecondsOf(a) < microsecondsOf(b) ? -1 : 1));
  const isOver = (end: string) =>
    seenBy(
      holder,
      asked,
      rows.filter(({ until }) => isAfter(until, end)),
    ) === null;
  return inOrder.find(isOver) ?? 'infinity';
};

const onlooker = (holder: Holder, asked: WhoCanSee, organisation: string, person: string): Onlooker | null => {
  const { role, accepts } = holder;
  const rows = asked.reach.filter(
    (row) =>
      row.organisation === organisation &&
      ['', person].includes(row.person) &&
      (row.bits & accepts) !== 0 &&
      isAfter(row.until, asked.now),
  );
  const seen = seenBy(holder, asked, rows);
  if (!seen) return null;
  return {
    ...{ organisation, person: person === '' ? null : person, role, ...seen },
    reasons: [...new Set(rows.map(({ reason }) => reason))],
    until: endOf(holder, asked, rows),
  };
};

const sameAs = (one: Onlooker, everyone: Onlooker): boolean =>
  one.shown === everyone.shown && one.purposes.length === everyone.purposes.length && one.until === everyone.until;

const onlookersOf = (holder: Holder, asked: WhoCanSee, organisation: string): readonly Onlooker[] => {
  const everyone = onlooker(holder, asked, organisation, '');
  const persons = new Set(
    asked.reach.filter((row) => row.organisation === organisation && row.person !== '').map(({ person }) => person),
  );
  const named = [...persons]
    .map((person) => onlooker(holder, asked, organisation, person))
    .filter((one) => one !== null)
    .filter((one) => !everyone || !sameAs(one, everyone));
  return everyone ? [everyone, ...named] : named;
};

/**
 * Everybody who is shown a field of a child, by their relationships and the policy: whole organisations by role, and
 * workers who are shown it by name where their colleagues are not, or for longer.
 */
export const whoCanSee = (asked: WhoCanSee): readonly Onlooker[] => {
  const organisations = [...new Set(asked.reach.map(({ organisation }) => organisation))].toSorted();
  const holders = roles.map(holderOf);
  return organisations.flatMap((organisation) => {
    const agency = findOrganisation(organisation)?.agency;
    return holders
      .filter(({ role }) => agency !== undefined && roleTerms[role].agencies.includes(agency))
      .flatMap((holder) => onlookersOf(holder, asked, organisation));
  });
};
