import type { RecordBody } from '../../../domain/model/kinds.ts';
import type { InventedSource } from '../invented.ts';
import type { Writer } from '../writer.ts';
import { csvTable } from './csv-table.ts';
import { ethnicityCode, identifierIn, nameFor, upnUnknownCode } from './person-cells.ts';
import { recordsOf } from './records-of.ts';
import { knownPart, wallTime } from './written-dates.ts';

type Interview = RecordBody['interview'];

const sexes = { MALE: 'M', FEMALE: 'F', UNKNOWN: 'U' } as const;
const genders: ReadonlyMap<string | null, string> = new Map([
  ['Male', '01'],
  ['Female', '02'],
  ['Self-described', '09'],
]);

// The tables are exported from SQL, where a date is a midnight and nothing is NULL.
const midnight = (day: string): string => `${day} 00:00:00`;

const person = csvTable({
  name: 'ssd_person',
  columns: [
    ...['pers_person_id', 'pers_forename', 'pers_surname', 'pers_sex', 'pers_gender', 'pers_ethnicity', 'pers_dob'],
    ...['pers_common_child_id', 'pers_upn', 'pers_upn_unknown', 'pers_nationality'],
  ],
  rows: (source) => {
    const { person: body } = source;
    const name = nameFor(body, 'LEGAL');
    return [
      {
        ...{ pers_person_id: source.key, pers_forename: name?.given ?? null, pers_surname: name?.family ?? null },
        pers_sex: body.sex === null ? 'NULL' : sexes[body.sex],
        pers_gender: genders.get(body.gender) ?? body.gender,
        pers_ethnicity: ethnicityCode(source) ?? 'NULL',
        pers_dob: knownPart(body.birth, midnight) || 'NULL',
        pers_common_child_id: identifierIn(body, 'nhs-number') ?? 'NULL',
        pers_upn: identifierIn(body, 'upn') ?? 'NULL',
        ...{ pers_upn_unknown: upnUnknownCode(source) ?? 'NULL', pers_nationality: body.nationality },
      },
    ];
  },
});

const answers = { YES: 'Y', NO: 'N', NOT_APPLICABLE: 'NA' } as const;
const answer = (given: Interview['offered']): string => (given === null ? '' : answers[given]);
const moment = (at: string | null, on: string | null): string => {
  if (at !== null) return wallTime(at);
  return on === null ? 'NULL' : midnight(on);
};

/** The interview that answers an absence of this source, by the absence's key. */
const interviewsOf = (source: InventedSource): ReadonlyMap<string | null, Interview> =>
  new Map(recordsOf(source, 'interview').flatMap(({ body }) => body.sourceEpisodes.map(({ key }) => [key, body])));

const missing = csvTable({
  name: 'ssd_missing',
  columns: [
    ...['miss_table_id', 'miss_person_id', 'miss_missing_episode_start_date', 'miss_missing_episode_type'],
    ...['miss_missing_episode_end_date', 'miss_missing_rhi_offered', 'miss_missing_rhi_accepted'],
  ],
  rows: (source) => {
    const interviews = interviewsOf(source);
    return recordsOf(source, 'missing-episode').map(({ key, body }) => {
      const interview = interviews.get(body.sourceEpisode);
      return {
        ...{ miss_table_id: key, miss_person_id: source.key },
        miss_missing_episode_start_date: moment(body.startedAt, body.startedOn),
        miss_missing_episode_type: body.category === 'AWAY_WITHOUT_AUTHORISATION' ? 'Away' : 'Missing',
        miss_missing_episode_end_date: moment(body.endedAt, body.endedOn),
        miss_missing_rhi_offered: answer(interview?.offered ?? null),
        miss_missing_rhi_accepted: answer(interview?.accepted ?? null),
      };
    });
  },
});

/**
 * The Standard Safeguarding Dataset: person, and missing with the two answers about the interview. A period that began
 * or ended at midnight comes back as a date, and of an interview only whether it was offered and accepted.
 */
export const ssd: Writer = { id: 'ssd', adapter: 'social-care', system: 'ssd', files: [person, missing] };
