import type { InventedRecord } from '../../src/app/synth/invented.ts';
import { hoursAfter } from '../../src/domain/instants.ts';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import type { RecordBody, RecordKind } from '../../src/domain/model/kinds.ts';
import type { Action, EpisodeReference, Identifier } from '../../src/domain/model/values.ts';
import type { ActionStory, LocalDay, LocalTime, Story } from './story.ts';

/** The day of a time of 2015. */
export const dayOf = (local: LocalTime | LocalDay): string => `2015-${local.slice(0, 5)}`;

/** The instant of a time of 2015. Every time of the demo is in British Summer Time, an hour ahead of UTC. */
export const instantOf = (local: LocalTime): string => later(`${dayOf(local)}T${local.slice(6)}:00Z`, -60);

/** An instant some minutes later. */
export const later = (instant: string, minutes: number): string =>
  hoursAfter(instant, minutes / 60).replace(/\.0+Z$/, 'Z');

type Said<K extends RecordKind> = Parameters<typeof bodyWith<K>>[1];

/** One record of a source. */
export const record = <K extends RecordKind>(
  kind: K,
  key: string,
  statedAt: string | null,
  said: Said<K>,
): InventedRecord<K> => ({ kind, key, statedAt, body: bodyWith(kind, said) });

/** An absence named by the day it began. */
export const onDay = (local: LocalTime): EpisodeReference => ({
  organisation: null,
  system: null,
  key: null,
  startedOn: dayOf(local),
});

/** The absences of the week that had begun by a time. */
export const begunBy = ({ absences }: Story, at: LocalTime): EpisodeReference[] =>
  absences.filter(({ from }) => from <= at).map(({ from }) => onDay(from));

/** An action as it was agreed: nobody has done it yet. */
export const agreedAction = ([description, agency, due]: ActionStory): Action => ({
  ...{ description, agency, dueOn: dayOf(due) },
  ...{ risk: null, owner: null, completedOn: null, evidence: null },
});

/** An action as it came out. */
export const doneAction = (action: ActionStory): Action => ({
  ...agreedAction(action),
  completedOn: action[3] === null ? null : dayOf(action[3]),
  evidence: action[4],
});

/** When the last of some actions was written down as done, at four of its day; null where none was done. */
export const closedAt = (actions: readonly ActionStory[]): string | null => {
  const done = actions
    .flatMap(([, , , day]) => (day === null ? [] : [day]))
    .toSorted()
    .at(-1);
  return done === undefined ? null : instantOf(`${done} 16:00`);
};

export const doncaster = 'E08000017';
export const authorityOf = ({ authority }: Story): string => authority ?? doncaster;

const padded = (number: number): string => String(number).padStart(4, '0');
export const referenceOf = ({ number }: Story): string => `DON-${padded(number)}`;
/** The number the responsible authority gives the child. */
export const childIdOf = ({ number, childId }: Story): string => childId ?? `DON${padded(number)}`;

const identifier = (
  system: Identifier['system'],
  value: string,
  authority: string | null = null,
  numbering: string | null = null,
): Identifier => ({ system, value, authority, numbering, valid: true });

export const nhsNumberOf = ({ nhsNumber }: Story): Identifier => identifier('nhs-number', nhsNumber);
export const upnOf = ({ upn }: Story): Identifier => identifier('upn', upn);
export const authorityNumberOf = (story: Story, numbering: string | null): Identifier =>
  identifier('authority-child-id', childIdOf(story), authorityOf(story), numbering);

/** Name, birth and sex, which every source but the 903 return writes alike. */
export const identityOf = (story: Story): Pick<RecordBody['person'], 'names' | 'birth' | 'sex'> => ({
  names: [{ use: 'LEGAL', given: story.given, family: story.family }],
  birth: { earliest: story.birthOn, latest: story.birthOn, precision: 'DAY' },
  sex: story.sex,
});

export const homeOf = ({ home: [line, area, postcode] }: Story) => ({ lines: [line, area], postcode, uprn: null });
