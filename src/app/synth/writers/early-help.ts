import type { Writer } from '../writer.ts';
import { csvTable } from './csv-table.ts';
import { identifierIn, nameFor } from './person-cells.ts';
import { recordsOf } from './records-of.ts';
import { knownPart, ukDay } from './written-dates.ts';

const sexes = { FEMALE: 'F', MALE: 'M', UNKNOWN: 'U' } as const;
const dayOrBlank = (day: string | null): string => (day === null ? '' : ukDay(day));

const person = csvTable({
  name: 'person',
  columns: ['person_id', 'forename', 'surname', 'dob', 'sex', 'postcode', 'nhs_number', 'upn'],
  rows: ({ key, person: body }) => {
    const name = nameFor(body, 'LEGAL');
    return [
      {
        ...{ person_id: key, forename: name?.given ?? null, surname: name?.family ?? null },
        dob: knownPart(body.birth, ukDay),
        sex: body.sex === null ? null : sexes[body.sex],
        postcode: body.homeAddress?.postcode ?? null,
        ...{ nhs_number: identifierIn(body, 'nhs-number'), upn: identifierIn(body, 'upn') },
      },
    ];
  },
});

const episodes = csvTable({
  name: 'ssd_early_help_episodes',
  columns: [
    ...['earl_episode_id', 'earl_person_id', 'earl_episode_start_date', 'earl_episode_end_date'],
    ...['earl_episode_reason', 'earl_episode_end_reason', 'earl_episode_organisation', 'earl_episode_worker_id'],
    ...['plan_date', 'plan_updated'],
  ],
  rows: (source) =>
    recordsOf(source, 'plan').map(({ key, body }) => ({
      ...{ earl_episode_id: key, earl_person_id: source.key },
      earl_episode_start_date: dayOrBlank(body.startedOn),
      earl_episode_end_date: dayOrBlank(body.endedOn),
      ...{ earl_episode_reason: body.reason, earl_episode_end_reason: body.endReason },
      ...{ earl_episode_organisation: body.provider, earl_episode_worker_id: body.lead?.name ?? null },
      plan_date: body.hasPlan === true ? dayOrBlank(body.updatedOn) : null,
    })),
});

/** Early help: persons, and episodes in the columns of the Standard Safeguarding Dataset, with the day of the plan. */
export const earlyHelp: Writer = {
  id: 'early-help',
  adapter: 'early-help',
  // The numbering of the case system, where the authority keeps early help in it.
  system: 'ssd',
  files: [person, episodes],
};
