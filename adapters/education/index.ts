import type { Adapter } from '../../src/domain/adapter.ts';
import { attendanceCsv } from './attendance-csv.ts';
import { ctfXml } from './ctf-xml.ts';
import { pilotEducation } from './pilot-education.ts';

/** How schools speak: the Common Transfer File and the attendance register. */
export const education: Adapter = {
  id: 'education',
  agency: 'education',
  title: 'Education',
  formats: [ctfXml, attendanceCsv, pilotEducation],
};
