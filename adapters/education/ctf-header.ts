import { UnreadableFile } from '../../src/domain/adapter.ts';
import { parseMoment } from '../../src/domain/dates.ts';
import { elementAt, textAt, writeXml, type XmlElement } from '../xml.ts';
import { schoolCode } from './ctf-reading.ts';

/** Where pupils go: to a school, to nobody knows where, out of the maintained sector, or the file does not say. */
export type Destination = 'SCHOOL' | 'UNKNOWN' | 'OUTSIDE_MAINTAINED_SECTOR' | 'NOT_SAID';

/** What the head of a Common Transfer File says of all its pupils. */
export interface CtfHeader {
  /** Number of the specification, e.g. 24 or 15; null where it is none. */
  readonly version: number | null;
  /** When the file was written: an ISO instant; null where it is not told with a time. */
  readonly writtenAt: string | null;
  readonly writtenOn: string | null;
  /** Whether the file holds part of what the school knows of a pupil, so that its silence means nothing. */
  readonly isPartial: boolean;
  readonly school: string | null;
  readonly schoolName: string | null;
  readonly destination: Destination;
  /** The schools of the file written out, since what is said of a pupil depends on them. */
  readonly raw: string;
}

const destinationOf = (header: XmlElement): Destination => {
  const code = `${textAt(header, 'DestSchool', 'LEA')}${textAt(header, 'DestSchool', 'Estab')}`.toUpperCase();
  if (/^X{7}$/.test(code)) return 'UNKNOWN';
  if (/^M{7}$/.test(code)) return 'OUTSIDE_MAINTAINED_SECTOR';
  // LLLL in place of a school is the authority the file goes to: it says nothing of the pupil.
  return /^\d{7}$/.test(code) ? 'SCHOOL' : 'NOT_SAID';
};

const schoolsOf = (header: XmlElement): string =>
  ['SourceSchool', 'DestSchool']
    .flatMap((name) => elementAt(header, name) ?? [])
    .map(writeXml)
    .join('');

/** @throws UnreadableFile where there is no header */
export const readHeader = (file: XmlElement): CtfHeader => {
  const header = elementAt(file, 'Header');
  if (!header) throw new UnreadableFile('ctf.header', 'The file has no header.');
  const version = /^\d{1,2}(?:\.\d{1,2})?$/.exec(textAt(header, 'CTFversion'))?.[0];
  const written = parseMoment(textAt(header, 'DateTime'));
  return {
    version: version === undefined ? null : Number(version),
    writtenAt: written?.at ?? null,
    writtenOn: written?.on ?? null,
    isPartial: textAt(header, 'DocumentQualifier').toLowerCase() === 'partial',
    school: schoolCode(textAt(header, 'SourceSchool', 'LEA'), textAt(header, 'SourceSchool', 'Estab')),
    schoolName: textAt(header, 'SourceSchool', 'SchoolName') || null,
    destination: destinationOf(header),
    raw: schoolsOf(header),
  };
};
