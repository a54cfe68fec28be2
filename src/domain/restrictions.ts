import type { Restriction } from './model/restriction.ts';
import { findOrganisation } from './organisations.ts';
import type { FactsByKind, FactVersion } from './projection.ts';

/** A worker a restriction names. */
export interface NamedWorker {
  readonly organisation: string;
  readonly person: string;
}

type Kind = Restriction['restriction'];
type Sayable = (fact: FactVersion<'restriction'>) => boolean;

const isAuthority: Sayable = ({ organisation }) => findOrganisation(organisation)?.agency === 'social-care';

/**
 * ★ Whose word makes a restriction. Hiding a child is for an authority alone; a worker's own organisation knows its
 * staff, for itself; a child may ask anybody.
 */
const sayable: Readonly<Record<Kind, Sayable>> = {
  RESTRICTED_RECORD: isAuthority,
  KIN_DECLARED: () => true,
  CHILD_ASKED_NOT_TO_SHARE: () => true,
};

/** In force until its source says a day on which it ended; an end that cannot be read is none. */
const inForce = ({ restriction }: FactsByKind, kind: Kind): readonly FactVersion<'restriction'>[] =>
  restriction.filter((fact) => fact.body.restriction === kind && fact.body.endedOn === null && sayable[kind](fact));

const workersOf = ({ body }: FactVersion<'restriction'>): readonly NamedWorker[] =>
  body.workers.map(({ organisation, personId }) => ({ organisation, person: personId }));

/** The workers who alone may know of the child, or null where the record is not restricted. Two lists leave what is on both. */
export const namedList = (facts: FactsByKind): readonly NamedWorker[] | null => {
  const [first, ...others] = inForce(facts, 'RESTRICTED_RECORD').map(workersOf);
  if (first === undefined) return null;
  const isOn = (list: readonly NamedWorker[], one: NamedWorker): boolean =>
    list.some(({ organisation, person }) => organisation === one.organisation && person === one.person);
  return first.filter((worker) => others.every((list) => isOn(list, worker)));
};

/** Workers who are kin of the child, as their own organisation or an authority declares. */
export const declaredKin = (facts: FactsByKind): readonly NamedWorker[] =>
  inForce(facts, 'KIN_DECLARED').flatMap((fact) =>
    workersOf(fact).filter(({ organisation }) => isAuthority(fact) || organisation === fact.organisation),
  );

/** Whether the child asked that what they told is not shared. */
export const hasAskedNotToShare = (facts: FactsByKind): boolean =>
  inForce(facts, 'CHILD_ASKED_NOT_TO_SHARE').length > 0;
