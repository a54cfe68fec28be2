import { markings } from '../../src/domain/marking.ts';
import { episodeCategories, riskGrades } from '../../src/domain/model/missing-episode.ts';
import { messageTypes } from '../../src/domain/model/notification.ts';
import { careStatuses, exploitationLevels } from '../../src/domain/model/person.ts';

const same = (codes: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(codes.map((code): [string, string] => [code, code]));

const yesNoUnknown = { Y: 'YES', N: 'NO', NK: 'NOT_KNOWN', YES: 'YES', NO: 'NO', NOT_KNOWN: 'NOT_KNOWN' } as const;

/** ★ The code lists of the contract: the word a force may write -> the word the hub keeps. */
const codeLists = {
  messageType: same(messageTypes),
  marking: same(markings),
  sex: { F: 'FEMALE', M: 'MALE', U: 'UNKNOWN', FEMALE: 'FEMALE', MALE: 'MALE', UNKNOWN: 'UNKNOWN' },
  statedBy: same(['SELF', 'PARENT', 'OFFICER', 'NOT_SAID']),
  ethnicityScheme: same(['POLICE_16_1', 'POLICE_18_1', 'DFE']),
  /** Why an ethnicity was not stated: N1 urgent call elsewhere, N2 disorder, N3 not understood, N4 declined. */
  notStatedReason: same(['N1', 'N2', 'N3', 'N4']),
  disability: same(['NONE', 'MOB', 'HAND', 'PC', 'INC', 'COMM', 'LD', 'HEAR', 'VIS', 'BEH', 'CON', 'AUT', 'DDA']),
  careStatus: same(careStatuses),
  missingFrom: same(['HOME', 'FOSTER', 'RESIDENTIAL', 'SUPPORTED', 'SCHOOL', 'HOSPITAL', 'PUBLIC', 'OTHER']),
  yesNoUnknown,
  /** The force's own category of 2013-16. ABSENT is never 903 `A`: there the whereabouts are known. */
  category: { MISSING: episodeCategories[0], ABSENT: episodeCategories[2] },
  /** Grades in use, and ABSENT of 2013-16 read as what it was. */
  riskGrade: { ...same(riskGrades), ABSENT: 'ABSENT_2013' },
  exploitationLevel: { ...same(exploitationLevels), NK: 'NOT_KNOWN' },
  liveInvestigation: yesNoUnknown,
  returnHomeConcern: same(['DOMESTIC_ABUSE', 'HONOUR_BASED_ABUSE', 'FORCED_MARRIAGE', 'FGM', 'RADICALISATION']),
  victimOrSuspect: same(['VICTIM', 'SUSPECT', 'BOTH', 'NEITHER']),
  harm: same([
    'NONE_DISCLOSED',
    'PHYSICAL',
    'SEXUAL',
    'CRIMINAL_EXPLOIT',
    'SELF_HARM',
    'SUBSTANCE',
    'EMOTIONAL',
    'ROUGH_SLEEP',
    'FATAL',
    'NOT_EXPLORED',
  ]),
  reason: same([
    'FAMILY_CONFLICT',
    'ABUSE_NEGLECT',
    'DA_AT_HOME',
    'PLACEMENT_UNHAPPY',
    'PLACEMENT_MOVE',
    'BULLYING',
    'SCHOOL',
    'BOUNDARIES',
    'MENTAL_HEALTH',
    'FORCED_OUT',
    'FAMILY_CONTACT',
    'FRIENDS',
    'PARTNER',
    'EXPLOITER_COERCED',
    'CRIMINAL_DEBT',
    'PARTY_SUBSTANCES',
    'ONLINE_CONTACT',
    'HOME_AREA',
    'MISCOMMUNICATION',
    'LATE',
    'LOST',
    'NOT_DISCLOSED',
  ]),
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type CodeListName = keyof typeof codeLists;

/** Lists whose NOT_KNOWN is an answer somebody gave, not a value; elsewhere it is a code like any other. */
export const notKnownIsAnAnswer: ReadonlySet<string> = new Set(['exploitationLevel', 'liveInvestigation']);

const spelling = (word: string): string =>
  word
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');

const lists: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(codeLists).map(([name, codes]) => [
    name,
    new Map(Object.entries(codes).map(([word, code]) => [spelling(word), code])),
  ]),
);

const words: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(codeLists).map(([name, codes]) => [name, Object.keys(codes)]),
);

/** The words a force may write for a list, for the published schema. */
export const wordsOf = (list: string): readonly string[] => words.get(list) ?? [];

/** The hub's word for a force's, however it is cased or hyphenated; undefined where the list has no such word. */
export const findCode = (list: string, word: string): string | undefined => lists.get(list)?.get(spelling(word));
