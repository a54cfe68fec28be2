import type { Mapping } from '../../src/domain/adapter.ts';
import { composedLeaves, type Leaf, type LeafType, leaves, unmappedLeaves } from './leaves.ts';

/** ★ What `translate.ts` and `compose.ts` derive from a leaf beside what the table of leaves says it fills. */
const derived: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['message.messageType', ['missing-episode.category', 'missing-episode.cancelled']],
  ['message.responsibleAuthority', ['person.identifiers.authority']],
  ['circumstances.lastSeen.at', ['missing-episode.startedOn']],
  ['risk.grade', ['missing-episode.category']],
  ['return.foundAt', ['missing-episode.endedOn', 'missing-episode.endedAt']],
  ['return.returnedAt', ['missing-episode.endedOn', 'missing-episode.endedAt']],
]);

/** ★ What every leaf of a type loses. */
const ofType: Readonly<Partial<Record<LeafType, string>>> = {
  instant: 'the offset it was written with, and a date without a time: no time is made up',
  contacts: 'whatever is not a name, a relationship, a telephone or an organisation',
  addresses: 'whatever is not a line, a postcode or a property reference',
};

const notFound = 'the return, where the child was found first; all of it until a message tells of an end';
const whichUnknown =
  'which of UN1 to UN3 it was: all become not applicable; the other codes become asked and not known';

/** ★ What single leaves lose: by path, or by path and target. */
const ofLeaf: Readonly<Record<string, string>> = {
  'message.messageType -> missing-episode.category':
    'all but that a new message without grade or category says missing',
  'message.messageType -> missing-episode.cancelled': 'all but whether the report was withdrawn',
  'child.aliases': 'which part is a family name: an alias stands as given name',
  'child.preferredName': 'which part is a family name: the name stands as given name',
  'child.dateOfBirthEstimated': 'the day and month of an estimate: it is evidence of the year alone',
  'child.upn': whichUnknown,
  'child.ethnicity.code': 'the DfE code for W9, W3 and words that are no code: what the force wrote is kept',
  'child.ethnicity.notStatedReason': 'which of N1 to N3 it was: all become asked and not known; N4 becomes declined',
  'circumstances.lastSeen.at -> missing-episode.startedAt': 'how long after being last seen the child left',
  'circumstances.lastSeen.at -> missing-episode.startedOn': 'how long after being last seen the child left',
  'risk.grade -> missing-episode.category': 'all but that the grade was absent, of 2013-16, or another',
  'risk.returnHomeConcerns': 'that it is a reason not to return the child: it stands among the risk factors',
  'return.foundAt -> missing-episode.endedOn': 'all of it until a message tells of an end',
  'return.foundAt -> missing-episode.endedAt': 'all of it until a message tells of an end',
  'return.returnedAt -> missing-episode.endedOn': notFound,
  'return.returnedAt -> missing-episode.endedAt': notFound,
};

const lossOf = ({ path, type }: Leaf, target: string | null): string | null =>
  ofLeaf[`${path} -> ${target}`] ?? ofLeaf[path] ?? ofType[type] ?? null;

const targetsOf = ({ path, to }: Leaf): readonly (string | null)[] => {
  const targets = [...to, ...(composedLeaves.get(path) ?? []), ...(derived.get(path) ?? [])];
  return targets.length === 0 ? [null] : targets;
};

const unmapped: ReadonlySet<string> = new Set(unmappedLeaves);

/** What becomes of every leaf of the `police-misper` contract, in JSON and in CSV alike. */
export const misperMapping: readonly Mapping[] = [
  { source: '(envelope or sender)', target: 'notification.force', loss: null },
  { source: '(envelope)', target: 'notification.unit', loss: null },
  ...leaves
    .filter(({ path }) => !unmapped.has(path))
    .flatMap((leaf) =>
      targetsOf(leaf).map((target): Mapping => ({ source: leaf.path, target, loss: lossOf(leaf, target) })),
    ),
  {
    source: '(every leaf)',
    target: 'notification.answers',
    loss: 'the value: only how it was answered, by whom, when',
  },
];
