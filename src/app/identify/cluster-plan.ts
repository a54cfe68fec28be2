/** What is known of source persons and children before it is decided who is whom. */
export interface World {
  /** Source persons to place, in order. */
  readonly subjects: readonly string[];
  /** Source person -> child, for everyone who is in one. */
  readonly childOf: ReadonlyMap<string, string>;
  /** Child ids by the source person they belong to. */
  readonly ownChild: ReadonlyMap<string, string>;
  /** Child -> a text that orders children by age. */
  readonly age: ReadonlyMap<string, string>;
  /** Source person -> who shares identity keys with it, and by which rules. */
  readonly sharers: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** Whether two source persons cannot be one child. */
  readonly contradict: (a: string, b: string) => boolean;
  readonly newId: () => string;
}

/** Why a source person was placed where it is. */
export interface Reason {
  /** The strongest rule that agrees. */
  readonly rule: string;
  /** Every rule that agrees; each names the fields it compares. */
  readonly agreeing: readonly string[];
  /** The source person it was compared with, where there was one. */
  readonly comparedWith: string | null;
}

/** One change of membership; `from` is null for a new source person. */
export interface Move extends Reason {
  readonly subjectId: string;
  readonly from: string | null;
  readonly to: string;
}

/** What to change. */
export interface LinkPlan {
  readonly newChildren: readonly { readonly childId: string; readonly firstSubjectId: string }[];
  readonly moves: readonly Move[];
}

type MembersOf = (child: string) => readonly string[];

const mustLeave = (world: World, membersOf: MembersOf, subject: string): readonly string[] => {
  const child = world.childOf.get(subject);
  if (child === undefined) return [];
  const against = membersOf(child).filter((member) => member !== subject && world.contradict(subject, member));
  if (against.length === 0) return [];
  return world.ownChild.get(subject) === child ? against : [subject];
};

/** Members of a child who cannot be one child with a source person to be placed; a child's first person stays. */
export const leaversOf = (world: World, membersOf: MembersOf): readonly string[] => {
  const leavers = new Set<string>();
  const staying = (child: string) => membersOf(child).filter((member) => !leavers.has(member));
  for (const subject of world.subjects) {
    if (leavers.has(subject)) continue;
    for (const leaver of mustLeave(world, staying, subject)) leavers.add(leaver);
  }
  return [...leavers];
};

/** Children as sets of source persons, changed while deciding. */
interface Clusters {
  readonly world: World;
  readonly childOf: Map<string, string>;
  readonly members: Map<string, Set<string>>;
  readonly age: Map<string, string>;
  readonly reasons: Map<string, Reason>;
  readonly newChildren: { childId: string; firstSubjectId: string }[];
}

const membersOf = ({ members }: Clusters, child: string): Set<string> => {
  const known = members.get(child) ?? new Set();
  members.set(child, known);
  return known;
};

const clustersOf = (world: World, leavers: ReadonlySet<string>): Clusters => {
  const childOf = new Map([...world.childOf].filter(([subject]) => !leavers.has(subject)));
  const age = new Map(world.age);
  const clusters: Clusters = { world, childOf, members: new Map(), age, reasons: new Map(), newChildren: [] };
  for (const [subject, child] of childOf) membersOf(clusters, child).add(subject);
  return clusters;
};

const put = (clusters: Clusters, subject: string, child: string, reason: Reason): void => {
  const before = clusters.childOf.get(subject);
  if (before !== undefined) membersOf(clusters, before).delete(subject);
  clusters.childOf.set(subject, child);
  membersOf(clusters, child).add(subject);
  clusters.reasons.set(subject, reason);
};

const mayJoin = ({ world }: Clusters, some: Iterable<string>, others: Iterable<string>): boolean => {
  const all = [...others];
  return [...some].every((a) => all.every((b) => !world.contradict(a, b)));
};

const byAge =
  ({ age }: Clusters) =>
  (a: string, b: string): number => {
    const [ageA, ageB] = [age.get(a) ?? '', age.get(b) ?? ''];
    return ageA < ageB || (ageA === ageB && a < b) ? -1 : 1;
  };

interface Match {
  readonly child: string;
  readonly reason: Reason;
}

/** Children of those who share a key with the source person, oldest first, with why. */
const matchesOf = (clusters: Clusters, subject: string): readonly Match[] => {
  const { childOf, world } = clusters;
  const found = new Map<string, Reason>();
  for (const [other, rules] of world.sharers.get(subject) ?? []) {
    const child = childOf.get(other);
    const isNews = child !== undefined && child !== childOf.get(subject) && !found.has(child);
    if (isNews) found.set(child, { rule: rules[0] ?? 'UNKNOWN', agreeing: rules, comparedWith: other });
  }
  const order = byAge(clusters);
  return [...found].map(([child, reason]) => ({ child, reason })).sort((a, b) => order(a.child, b.child));
};

const firstSeen: Reason = { rule: 'FIRST_SEEN', agreeing: [], comparedWith: null };

const makeOwn = (clusters: Clusters, subject: string): void => {
  const { world, newChildren, age } = clusters;
  const known = world.ownChild.get(subject);
  const own = known ?? world.newId();
  if (known === undefined) newChildren.push({ childId: own, firstSubjectId: subject });
  // After every instant, in the order made.
  if (!age.has(own)) age.set(own, `~${String(newChildren.length).padStart(9, '0')}`);
  put(clusters, subject, own, firstSeen);
};

const merge = (clusters: Clusters, a: string, b: string, reason: Reason): void => {
  const [older = a, younger = b] = [a, b].sort(byAge(clusters));
  for (const member of [...membersOf(clusters, younger)]) put(clusters, member, older, reason);
};

const findHome = (clusters: Clusters, subject: string): void => {
  const match = matchesOf(clusters, subject).find(({ child }) =>
    mayJoin(clusters, [subject], membersOf(clusters, child)),
  );
  if (match) put(clusters, subject, match.child, match.reason);
  else makeOwn(clusters, subject);
};

const place = (clusters: Clusters, subject: string): void => {
  if (!clusters.childOf.has(subject)) findHome(clusters, subject);
  for (const { child, reason } of matchesOf(clusters, subject)) {
    const home = clusters.childOf.get(subject);
    const isJoinable = home !== undefined && mayJoin(clusters, membersOf(clusters, home), membersOf(clusters, child));
    if (isJoinable) merge(clusters, home, child, reason);
  }
};

const movesOf = ({ childOf, world, reasons }: Clusters): readonly Move[] =>
  [...childOf].flatMap(([subjectId, to]) => {
    const from = world.childOf.get(subjectId) ?? null;
    const reason = reasons.get(subjectId) ?? firstSeen;
    return from === to ? [] : [{ subjectId, from, to, ...reason }];
  });

/** Places every source person: with the oldest child it matches and nobody there contradicts, else in its own. */
export const planLinks = (world: World, leavers: ReadonlySet<string>): LinkPlan => {
  const clusters = clustersOf(world, leavers);
  for (const subject of world.subjects) place(clusters, subject);
  return { newChildren: clusters.newChildren, moves: movesOf(clusters) };
};
