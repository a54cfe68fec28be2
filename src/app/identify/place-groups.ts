import { compareText } from '../../domain/precedence.ts';
import type { StoredMember, StoredOrigin } from '../../store/link-surroundings.ts';

/** Source persons to be placed and where everybody is. */
export interface Placing {
  /** Those spoken of, in the order of arrival. */
  readonly touched: readonly string[];
  /** Source persons of one child each; those of whom nothing is known are in none. */
  readonly groups: readonly (readonly string[])[];
  readonly members: readonly StoredMember[];
  readonly origins: readonly StoredOrigin[];
  readonly newId: () => string;
}

/** Source persons that go to a child. */
export interface Placed {
  readonly newChildren: readonly { readonly childId: string; readonly firstSubjectId: string }[];
  /** Source person -> child, for everyone placed. */
  readonly childOf: ReadonlyMap<string, string>;
  /** Those of whom nothing is known and who go where the source person goes that their child's id belongs to. */
  readonly followers: ReadonlySet<string>;
  /** Children by age: the older the lesser. */
  readonly ageOf: (childId: string) => string;
}

// After every instant, in the order made.
const NEW = '~';

interface Claim {
  readonly childId: string;
  readonly age: string;
}

const byAge = (a: Claim, b: Claim): number => compareText(a.age, b.age) || compareText(a.childId, b.childId);

/**
 * Children a group may be: those whose id belongs to one of it, and those some of it are in, where the source person that
 * id belongs to is of no group.
 */
const claimsOf = ({ groups, members, origins }: Placing): ((group: readonly string[]) => readonly Claim[]) => {
  const grouped = new Set(groups.flat());
  const childOf = new Map(members.map(({ subjectId, childId }) => [subjectId, childId]));
  const own = new Map(origins.map((origin) => [origin.firstSubjectId, origin]));
  const free = new Map(
    origins.filter(({ firstSubjectId }) => !grouped.has(firstSubjectId)).map((origin) => [origin.childId, origin]),
  );
  return (group) => {
    const found = group.flatMap((subject) =>
      [own.get(subject) ?? [], free.get(childOf.get(subject) ?? '') ?? []].flat(),
    );
    const claims = found.map(({ childId, since }) => ({ childId, age: since }));
    return claims.toSorted(byAge);
  };
};

/** The one a new child's id is to belong to: who has been known longest, else who arrived first. */
const firstOf = ({ touched, members }: Placing): ((group: readonly string[]) => string) => {
  const since = new Map(members.map((member) => [member.subjectId, member.since]));
  const place = new Map(touched.map((subject, at) => [subject, at]));
  const rank = (subject: string) =>
    since.get(subject) ?? `${NEW}${String(place.get(subject) ?? touched.length).padStart(9, '0')}`;
  return (group) => group.toSorted((a, b) => compareText(rank(a), rank(b)) || compareText(a, b))[0] ?? '';
};

const withoutGroup = ({ touched, groups, members }: Placing): readonly (readonly string[])[] => {
  const placed = new Set([...groups.flat(), ...members.map(({ subjectId }) => subjectId)]);
  return touched.filter((subject) => !placed.has(subject)).map((subject) => [subject]);
};

/** Those of no group whose child's id belongs to a source person that goes elsewhere. */
const followersOf = (
  { members, origins }: Placing,
  childOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> => {
  const targets = new Map(origins.map(({ childId, firstSubjectId }) => [childId, childOf.get(firstSubjectId)]));
  const following = members.flatMap(({ subjectId, childId, isOfHub }) => {
    const target = targets.get(childId);
    const goes = !isOfHub && !childOf.has(subjectId) && target !== undefined && target !== childId;
    return goes ? [[subjectId, target] as const] : [];
  });
  return new Map(following);
};

/**
 * Gives every group its child: the oldest whose id belongs to one of it, else a new one. Who is known by nothing stays,
 * or goes with the source person that their child's id belongs to.
 */
export const placeGroups = (placing: Placing): Placed => {
  const [claims, first] = [claimsOf(placing), firstOf(placing)];
  const ages = new Map(placing.origins.map(({ childId, since }) => [childId, since]));
  const taken = new Set<string>();
  const childOf = new Map<string, string>();
  const newChildren: { childId: string; firstSubjectId: string }[] = [];
  const make = (firstSubjectId: string): string => {
    const childId = placing.newId();
    newChildren.push({ childId, firstSubjectId });
    ages.set(childId, `${NEW}${String(newChildren.length).padStart(9, '0')}`);
    return childId;
  };
  const inOrder = [...placing.groups, ...withoutGroup(placing)]
    .map((group) => ({ group, claims: claims(group), first: first(group) }))
    .toSorted((a, b) => compareText(a.claims[0]?.age ?? NEW, b.claims[0]?.age ?? NEW));
  for (const { group, claims: claimed, first: firstSubjectId } of inOrder) {
    const target = claimed.find(({ childId }) => !taken.has(childId))?.childId ?? make(firstSubjectId);
    taken.add(target);
    for (const subject of group) childOf.set(subject, target);
  }
  const following = followersOf(placing, childOf);
  return {
    newChildren,
    childOf: new Map([...childOf, ...following]),
    followers: new Set(following.keys()),
    ageOf: (childId) => ages.get(childId) ?? NEW,
  };
};
