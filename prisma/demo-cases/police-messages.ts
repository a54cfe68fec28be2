import { blankEpisode } from '../../adapters/blank.ts';
import type { AnyInventedRecord } from '../../src/app/synth/invented.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { hostOf } from './police-person.ts';
import { authorityOf, dayOf, instantOf, later, record } from './say.ts';
import type { AbsenceStory, LocalTime, Story } from './story.ts';

/** South Yorkshire Police. */
export const force = '14';
/** Who writes the messages. */
export const officer = {
  name: 'PC 2281 R. Holt',
  relationship: 'Missing from home coordinator',
  phone: '01632 960101',
};

const two = (number: number): string => String(number).padStart(2, '0');
/** The force’s number of a child. */
export const personKeyOf = ({ number, byHand }: Story): string => byHand ?? `SYP-P-905${two(number)}`;
/** The force’s number of a report. */
export const reportOf = ({ number }: Story, index: number): string => `SYP-M-2015-002${two(number)}${index + 1}`;

const missingFrom: Readonly<Record<string, string>> = {
  K2: 'RESIDENTIAL',
  U1: 'FOSTER',
  U6: 'FOSTER',
  H5: 'SUPPORTED',
};

const earlierIn = (story: Story, absence: AbsenceStory, days: number): number => {
  const start = Date.parse(dayOf(absence.from));
  const starts = [...(story.before ?? []).map(([from]) => from), ...story.absences.map(({ from }) => from)];
  return starts.filter((from) => {
    const ago = start - Date.parse(dayOf(from));
    return ago > 0 && ago <= days * 86_400_000;
  }).length;
};

const thread = (story: Story, index: number, type: RecordBody['notification']['messageType'], sentAt: string) => {
  const number = `SYP-N-2015-01${two(story.number)}${index + 1}${type === 'NEW' ? 1 : type === 'RETURNED' ? 2 : 3}`;
  const reportedAt = instantOf(story.absences[index]?.reported ?? '10-16 00:00');
  return {
    number,
    said: {
      notificationId: number,
      forceReference: reportOf(story, index),
      sourceEpisode: reportOf(story, index),
      messageType: type,
      ...{ reportedAt, sentAt, force, unit: 'Doncaster missing persons team' },
      officer: { ...officer, organisation: null },
      responsibleAuthority: authorityOf(story),
      hostAuthority: hostOf(story),
      marking: 'OFFICIAL-SENSITIVE',
      handlingNote: 'Safeguarding use only; ask before passing on.',
      answers: {},
    },
  };
};

export type Records = readonly AnyInventedRecord[];

/** The message that a child is missing. */
export const reported = (story: Story, absence: AbsenceStory, index: number): Records => {
  const sentAt = later(instantOf(absence.reported), 32);
  const { number, said } = thread(story, index, 'NEW', sentAt);
  const lastSeen = instantOf(absence.from);
  const { placement, parent } = story;
  const informant = placement
    ? {
        name: 'Member of staff on duty',
        relationship: placement.type.startsWith('U') ? 'FOSTER_CARER' : 'RESIDENTIAL_STAFF',
      }
    : { name: parent[0], relationship: parent[1] };
  return [
    record('notification', number, sentAt, {
      ...said,
      riskGrade: absence.grade,
      riskRationale: `Aged ${2015 - Number(story.birthOn.slice(0, 4))}, ${absence.told.charAt(0).toLowerCase()}${absence.told.slice(1)}`,
      circumstances: absence.told,
      informant: { ...informant, phone: null, organisation: null },
      episodesLast30Days: earlierIn(story, absence, 30),
      episodesLast90Days: earlierIn(story, absence, 90),
      episodesLast365Days: earlierIn(story, absence, 365),
    }),
    record('missing-episode', number, sentAt, {
      ...blankEpisode(reportOf(story, index)),
      category: 'MISSING',
      startedOn: dayOf(absence.from),
      startedAt: lastSeen,
      reportedAt: instantOf(absence.reported),
      lastSeenAt: lastSeen,
      lastSeenPlace: absence.lastSeen,
      missingFrom: missingFrom[placement?.type ?? ''] ?? 'HOME',
      circumstances: absence.told,
      riskGrade: absence.grade,
      riskGradedAt: later(instantOf(absence.reported), 20),
      riskGradedBy: 'Sgt 1140 A. Lund',
      riskRationale: absence.told,
    }),
  ];
};

const endOf = (story: Story, to: LocalTime, foundBy: string, index: number) => ({
  ...blankEpisode(reportOf(story, index)),
  ...{ endedOn: dayOf(to), endedAt: instantOf(to), foundAt: instantOf(to), returnedAt: instantOf(to), foundBy },
});

/** The message that a child is back. */
export const returned = (story: Story, { to, foundBy }: AbsenceStory, index: number): Records => {
  if (to === null) return [];
  const sentAt = later(instantOf(to), 25);
  const { number, said } = thread(story, index, 'RETURNED', sentAt);
  return [
    record('notification', number, sentAt, said),
    record('missing-episode', number, sentAt, endOf(story, to, foundBy, index)),
  ];
};

/** The message that an officer spoke with the child, or why none did. */
export const spokenWith = (story: Story, absence: AbsenceStory, index: number): Records => {
  const { checked, notCheckedReason, to, foundBy, harm = ['NONE_DISCLOSED'], reasons = [] } = absence;
  if (to === null || (checked === null && notCheckedReason === undefined)) return [];
  const sentAt = later(instantOf(checked ?? to), 45);
  const { number, said } = thread(story, index, 'PREVENTION_DONE', sentAt);
  const outcome = checked === null ? {} : { harm: [...harm], reasons: [...reasons] };
  return [
    record('notification', number, sentAt, { ...said, ...(checked === null ? {} : { harm: [...harm] }) }),
    record('missing-episode', number, sentAt, {
      ...endOf(story, to, foundBy, index),
      preventionInterviewDone: checked !== null,
      preventionInterviewAt: checked === null ? null : instantOf(checked),
      preventionInterviewNotDoneReason: notCheckedReason ?? null,
      ...outcome,
    }),
  ];
};
