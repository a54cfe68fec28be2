import type { InventedSource } from '../invented.ts';
import type { FileWriter, Writer } from '../writer.ts';
import { csvTable } from './csv-table.ts';
import { pupilOf } from './ctf-pupil.ts';
import { identifierIn } from './person-cells.ts';
import { recordsOf } from './records-of.ts';
import { element } from './xml-text.ts';

/** Authority and establishment of a school, as seven digits hold them. */
const schoolOf = (organisation: string): string =>
  element('LEA', organisation.slice(0, 3)) + element('Estab', organisation.slice(3));

const head = (organisation: string): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>\n<CTfile>\n<Header>',
    ...[element('DocumentName', 'Common Transfer File'), element('CTFversion', '15.0')],
    ...[element('DocumentQualifier', 'full'), element('SupplierID', 'INVENTED')],
    `<SourceSchool>${schoolOf(organisation)}</SourceSchool><DestSchool>${schoolOf(`${organisation.slice(0, 3)}LLLL`)}</DestSchool>`,
    '</Header>\n<CTFpupilData>\n',
  ].join('');

/** To the authority itself: the pupils stay where they are. */
const transferFile: FileWriter = {
  name: (part, organisation) =>
    `${organisation}_CTF_${organisation.slice(0, 3)}LLLL_${String(part).padStart(3, '0')}.xml`,
  head,
  separator: '\n',
  tail: '\n</CTFpupilData>\n</CTfile>\n',
  whole: false,
  entries: (source) => [pupilOf(source)],
};

const attendance = csvTable({
  name: 'attendance',
  columns: ['upn', 'date', 'session', 'code', 'comment', 'minutes_late'],
  rows: (source: InventedSource) =>
    recordsOf(source, 'attendance').map(({ body }) => ({
      upn: identifierIn(source.person, 'upn') ?? source.key,
      ...{ date: body.day, session: body.session, code: body.code, comment: body.comment },
      minutes_late: body.minutesLate === null ? null : String(body.minutesLate),
    })),
});

/** A school's Common Transfer File, XML, and its attendance marks, CSV. The pupil is known by the UPN. */
export const ctf: Writer = { id: 'ctf', adapter: 'education', system: 'ctf', files: [transferFile, attendance] };
