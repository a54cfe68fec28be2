import type { RecordBody } from '../../../domain/model/kinds.ts';
import type { Writer } from '../writer.ts';
import { csvTable } from './csv-table.ts';
import { ethnicityCode, identifierIn, upnUnknownCode } from './person-cells.ts';
import { recordsOf } from './records-of.ts';
import { knownPart, ukDay } from './written-dates.ts';

type Episode = RecordBody['missing-episode'];

/** The digits of the returns before 2024-25. */
const sexes = { MALE: '1', FEMALE: '2', UNKNOWN: '0' } as const;
const dayOrBlank = (day: string | null): string => (day === null ? '' : ukDay(day));

const header = csvTable({
  name: 'header',
  columns: ['CHILD', 'SEX', 'DOB', 'ETHNIC', 'UPN', 'MOTHER', 'MC_DOB'],
  rows: (source) => [
    {
      CHILD: source.key,
      SEX: source.person.sex === null ? null : sexes[source.person.sex],
      DOB: knownPart(source.person.birth, ukDay),
      ETHNIC: ethnicityCode(source),
      UPN: identifierIn(source.person, 'upn') ?? upnUnknownCode(source),
    },
  ],
});

const episodes = csvTable({
  name: 'episodes',
  columns: [
    ...['CHILD', 'DECOM', 'RNE', 'LS', 'CIN', 'PLACE', 'PLACE_PROVIDER', 'DEC', 'REC', 'REASON_PLACE_CHANGE'],
    ...['HOME_POST', 'PL_POST', 'URN'],
  ],
  rows: (source) =>
    recordsOf(source, 'placement').map(({ body, absences }) => ({
      ...{ CHILD: source.key, DECOM: dayOrBlank(body.startedOn), RNE: body.startReason, LS: body.legalStatus },
      ...{ CIN: body.needCode, PLACE: body.placementType, PLACE_PROVIDER: body.provider },
      ...{ DEC: dayOrBlank(body.endedOn), REC: body.endReason, REASON_PLACE_CHANGE: body.changeReason },
      ...{ HOME_POST: body.homePostcode, PL_POST: body.placementPostcode },
      // A row of X stands for a placement that Ofsted does not register.
      URN: body.urn ?? (absences?.['urn']?.reason === 'NOT_APPLICABLE' ? 'XXXXXXX' : null),
    })),
});

const categoryCode = ({ category }: Episode): string =>
  category === 'MISSING' ? 'M' : category === 'AWAY_WITHOUT_AUTHORISATION' ? 'A' : '';

const missing = csvTable({
  name: 'missing',
  columns: ['CHILD', 'DOB', 'MISSING', 'MIS_START', 'MIS_END'],
  rows: (source) =>
    recordsOf(source, 'missing-episode').map(({ body }) => ({
      CHILD: source.key,
      DOB: knownPart(source.person.birth, ukDay),
      MISSING: categoryCode(body),
      MIS_START: dayOrBlank(body.startedOn),
      MIS_END: dayOrBlank(body.endedOn),
    })),
});

/** The SSDA903 return of a looked-after child: header, episodes, missing. It holds no name and no time of day. */
export const ssda903: Writer = {
  id: 'ssda903',
  adapter: 'social-care',
  system: 'ssda903',
  files: [header, episodes, missing],
};
