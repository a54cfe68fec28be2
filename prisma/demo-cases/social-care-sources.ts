import { blankEpisode, blankPerson, ownEpisode } from '../../adapters/blank.ts';
import type { AnyInventedRecord, InventedSource } from '../../src/app/synth/invented.ts';
import {
  authorityNumberOf,
  authorityOf,
  childIdOf,
  dayOf,
  identityOf,
  instantOf,
  later,
  nhsNumberOf,
  record,
  upnOf,
} from './say.ts';
import type { InterviewStory, LocalTime, Story } from './story.ts';

type Records = readonly AnyInventedRecord[];
type Span = readonly [from: LocalTime, to: LocalTime | null];

const spansOf = ({ before = [], absences }: Story): readonly Span[] => [
  ...before,
  ...absences.map(({ from, to, written }): Span => [written ?? from, to]),
];

/** An absence is written down when the worker hears of it, and its end the same way. */
const hoursUntilWritten = 90;

interface Period {
  readonly key: string;
  readonly from: LocalTime;
  readonly to: LocalTime | null;
  readonly isTimed: boolean;
}

/** The record of a period as it stood while open, and once it had ended. */
const periodOf = ({ key, from, to, isTimed }: Period): Records => {
  const begun = {
    ...blankEpisode(key),
    category: 'MISSING' as const,
    startedOn: dayOf(from),
    startedAt: isTimed ? instantOf(from) : null,
  };
  const open = record('missing-episode', key, later(instantOf(from), hoursUntilWritten), begun);
  if (to === null) return [open];
  const ended = { ...begun, endedOn: dayOf(to), endedAt: isTimed ? instantOf(to) : null };
  return [open, record('missing-episode', key, later(instantOf(to), hoursUntilWritten), ended)];
};

const ethnicityOf = ({ ethnicity: [code] }: Story) =>
  ({ code, sourceCode: code, scheme: 'DFE', statedBy: 'NOT_SAID' }) as const;

const placementRecords = (story: Story): Records => {
  const { placement, home } = story;
  if (placement === undefined) return [];
  const child = childIdOf(story);
  const { since, earlier, legalStatus, need: needCode } = placement;
  const common = { legalStatus, needCode, homePostcode: home[2] };
  const now = record('placement', `${child}/${since}`, `${since}T12:00:00Z`, {
    ...common,
    ...{ startedOn: since, startReason: earlier ? 'P' : 'S', placementType: placement.type },
    ...{ provider: placement.provider, placementPostcode: placement.postcode, urn: placement.urn ?? null },
  });
  if (earlier === undefined) return [now];
  const past = record('placement', `${child}/${earlier.since}`, `${since}T12:00:00Z`, {
    ...common,
    ...{ startedOn: earlier.since, startReason: 'S', placementType: earlier.type, provider: earlier.provider },
    ...{ endedOn: since, endReason: 'X1', changeReason: earlier.changed, placementPostcode: earlier.postcode },
  });
  return [past, now];
};

const returnOf = (story: Story): InventedSource => {
  const { birthOn, sex } = story;
  const child = childIdOf(story);
  return {
    ...{ organisation: authorityOf(story), writer: 'ssda903', key: child },
    person: {
      ...blankPerson,
      ...{ birth: { earliest: birthOn, latest: birthOn, precision: 'DAY' }, sex, ethnicity: ethnicityOf(story) },
      identifiers: [authorityNumberOf(story, 'ssda903'), upnOf(story)],
    },
    records: [
      ...placementRecords(story),
      ...spansOf(story).flatMap(([from, to]) =>
        periodOf({ key: `${child}/${dayOf(from)}/M`, from, to, isTimed: false }),
      ),
    ],
  };
};

/** Case systems number the rows of a table; the child and the absence make it unique here. */
const rowKey = (story: Story, index: number): string =>
  `MISS${String(story.number).padStart(2, '0')}${String(index + 1).padStart(2, '0')}`;

const accepted = new Set<InterviewStory['status']>(['ACCEPTED', 'SCHEDULED', 'COMPLETED']);

/** Offered, and in the end accepted or not, as the two columns of the table have it. */
const answersOf = (key: string, { offered, attempts, status }: InterviewStory): Records => {
  const about = { sourceEpisodes: [ownEpisode(key)], offered: 'YES' as const };
  const answeredAt = instantOf(attempts.at(-1)?.[0] ?? offered);
  return [
    record('interview', key, later(instantOf(offered), 120), about),
    record('interview', key, later(answeredAt, 180), { ...about, accepted: accepted.has(status) ? 'YES' : 'NO' }),
  ];
};

const caseSystemOf = (story: Story): InventedSource => {
  const rows = spansOf(story).map(([from, to], index) => ({ key: rowKey(story, index), from, to, isTimed: true }));
  const answering = rows.slice(story.before?.length ?? 0);
  const { interview } = story;
  return {
    ...{ organisation: authorityOf(story), writer: 'ssd', key: childIdOf(story) },
    person: {
      ...blankPerson,
      ...identityOf(story),
      gender: story.sex === 'FEMALE' ? 'Female' : 'Male',
      ethnicity: ethnicityOf(story),
      identifiers: [authorityNumberOf(story, 'ssd'), nhsNumberOf(story), upnOf(story)],
    },
    records: [
      ...rows.flatMap(periodOf),
      ...(interview ? answering.flatMap(({ key }) => answersOf(key, interview)) : []),
    ],
  };
};

const cases = new Set<Story['care']>(['LAC', 'CP_PLAN', 'CIN']);

/** What the responsible authority’s return and case system hold; nothing of a child who is not its case. */
export const socialCareSources = (story: Story): readonly InventedSource[] => [
  ...(story.placement ? [returnOf(story)] : []),
  ...(cases.has(story.care) ? [caseSystemOf(story)] : []),
];
