import { z } from 'zod';
import { type LinkMonitor, monitorLinks } from '../app/link/monitor.ts';
import { command } from './command.ts';
import { countOf, inWords } from './counts.ts';
import { identifyingOf } from './ingest-deps.ts';
import { withHub } from './open-hub.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
const orNone = (share: number | null): string => (share === null ? 'none yet' : percent(share));

const hiddenText = ({ hidden }: LinkMonitor): readonly string[] => [
  'linked anew without any number, and compared with what the numbers say:',
  ...hidden.byNumbering.map(
    ({ numbering, pairs, recall, wrongClusters, wrongPer100k }) =>
      `  ${numbering.padEnd(4)} ${percent(recall)} of ${countOf(pairs, 'pair')} found; ${countOf(wrongClusters, 'wrong cluster')} (${wrongPer100k.toFixed(1)} of 100,000)`,
  ),
  ...[
    ...hidden.byNameGroup,
    ...hidden.byEthnicGroup.map((one) => ({ ...one, group: `ethnic group ${one.group}` })),
  ].map(({ group, pairs, recall }) => `  ${group}: ${percent(recall)} of ${countOf(pairs, 'pair')}`),
];

const controlText = ({ controls, incidents }: LinkMonitor): readonly string[] => [
  'pairs known to be two children, by their NHS numbers:',
  ...controls.map(
    ({ kind, pairs, incidents: linked, joinedWhenHidden }) =>
      `  ${kind.toLowerCase().replace('_', ' ')}: ${countOf(pairs, 'pair')}, ${inWords(linked)} linked, ${inWords(joinedWhenHidden)} would be without numbers`,
  ),
  ...incidents.map(({ what, sourcePersons }) => `  INCIDENT ${what}: ${sourcePersons.join(' and ')}`),
];

const impossibleText = ({ impossible }: LinkMonitor): readonly string[] => {
  if (impossible.length === 0) return ['nothing that cannot be true of one child'];
  return [
    'what cannot be true of one child:',
    ...impossible.map(({ childId, scenario }) => `  ${scenario}: ${childId}`),
  ];
};

const restText = ({ overflow, largeChildren, reviews }: LinkMonitor): readonly string[] => [
  `${countOf(overflow.keys, 'key')} shared by too many to compare (${inWords(overflow.sourcePersons)} source persons, ${inWords(overflow.largest)} the most)`,
  ...largeChildren.map(({ childId, sourcePersons }) => `  ${childId}: ${countOf(sourcePersons, 'source person')}`),
  `reviews: ${inWords(reviews.waiting)} waiting, ${inWords(reviews.decided)} decided (${orNone(reviews.same)} one child), ${inWords(reviews.overtaken)} overtaken`,
  `put to two: ${inWords(reviews.votedTwice)}; first vote overturned ${orNone(reviews.overturned)}; kappa ${reviews.kappa?.toFixed(2) ?? 'none yet'}; ${inWords(reviews.unlinked)} taken apart`,
];

const textOf = (monitor: LinkMonitor): string =>
  [
    `${countOf(monitor.records, 'record')} of ${countOf(monitor.children, 'child', 'children')}`,
    ...hiddenText(monitor),
    ...controlText(monitor),
    ...impossibleText(monitor),
    ...restText(monitor),
    ...(monitor.alarms.length === 0 ? ['no alarm'] : monitor.alarms.map((alarm) => `ALARM: ${alarm}`)),
  ].join('\n');

/** `homeward link monitor`: how well the hub knows who is whom, told without anybody having said it. */
export const linkMonitorCommand = command({
  name: 'link monitor',
  summary:
    'check who is whom without anybody having said it: hidden numbers, known twins, what cannot be true, reviews',
  help: `It changes nothing, and ends with 1 where somebody must look now: a pair known to be two children is linked, a child
has two current NHS numbers, or has 20 source persons or more. Run it every night.`,
  input: z.object({}),
  run: (deps) =>
    withHub(deps, async (hub) => {
      const { thresholds } = identifyingOf(hub);
      const monitor = await monitorLinks({ pools: hub.pools, thresholds, onProgress: deps.progress });
      return { value: monitor, text: textOf(monitor), isRefused: monitor.alarms.length > 0 };
    }),
});
