import type { Absences } from '../../src/domain/absence.ts';
import type { Issue } from '../../src/domain/adapter.ts';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { isCodeOf } from '../social-care/codes.ts';
import { type Row, readText, report } from '../social-care/row.ts';
import { childrenOf, elementAt, textAt, type XmlElement } from '../xml.ts';
import type { CareHistory } from './ctf-care.ts';
import { needProvisions } from './ctf-codes.ts';
import type { CtfHeader } from './ctf-header.ts';
import { readNeeds } from './ctf-lists.ts';
import { rowOfElement } from './ctf-reading.ts';
import { latestAt, type Spell, sessionsOf, spellsOf, statusOf } from './ctf-spells.ts';

type Enrolment = RecordBody['enrolment'];

/** One enrolment, and why its fields are empty. */
export interface ReadEnrolment {
  readonly body: Enrolment;
  readonly absences: Absences;
}

/** What the file says of the schools of one pupil. */
export interface ReadEnrolments {
  /** At the school that wrote the file. */
  readonly own: ReadEnrolment;
  readonly earlier: readonly ReadEnrolment[];
}

/** What reading the enrolments of one pupil needs to know. */
export interface PupilAtSchool {
  readonly pupil: XmlElement;
  readonly header: CtfHeader;
  readonly care: CareHistory;
  readonly issues: Issue[];
  readonly receivedOn: string;
  /** The day the file speaks of. */
  readonly on: string;
}

/** The provision that has not ended, or the latest; an unknown code is kept and reported. */
const readProvision = (row: Row, { pupil, on }: PupilAtSchool): string | null => {
  const spells = childrenOf(elementAt(pupil, 'SENhistory'), 'SEN').toSorted((a, b) =>
    textAt(b, 'StartDate').localeCompare(textAt(a, 'StartDate')),
  );
  const current = spells.find((spell) => textAt(spell, 'EndDate') === '') ?? spells[0];
  const code = textAt(current, 'SENprovision').toUpperCase();
  if (code !== '' && !isCodeOf(needProvisions, code, on, on)) {
    report(row, 'sen-provision', 'SENhistory/SEN/SENprovision', 'The code is not in its list for this date');
  }
  return code || null;
};

const isUnknown = ({ destination }: CtfHeader): boolean | null =>
  destination === 'NOT_SAID' ? null : destination === 'UNKNOWN';

const attended = (at: PupilAtSchool, school: string | null) =>
  sessionsOf(at.pupil, { school, own: at.header.school }, at.issues, at.receivedOn);

const atOwnSchool = (at: PupilAtSchool, spell: Spell | undefined): ReadEnrolment => {
  const { header, care, pupil, on } = at;
  const detail = rowOfElement(pupil, at.issues, at.receivedOn);
  const counted = attended(at, header.school);
  const body = bodyWith('enrolment', {
    school: header.school,
    schoolName: header.schoolName ?? spell?.schoolName ?? null,
    status: statusOf(detail, spell, on),
    yearGroup: readText(detail, 'BasicDetails/NCyearActual', 'yearGroup', 'NOT_ASKED'),
    startedOn: spell?.startedOn ?? null,
    endedOn: spell?.endedOn ?? null,
    leavingReason: spell?.leavingReason ?? null,
    destinationUnknown: isUnknown(header),
    specialNeedsProvision: readProvision(detail, at),
    specialNeeds: readNeeds(detail, pupil, on),
    inCare: care.inCare,
    careAuthority: care.authority ?? care.authorityNumber,
    ...counted?.sessions,
  });
  if (care.isUnclear) detail.absences['inCare'] = { reason: 'INVALID' };
  return { body, absences: { ...spell?.row.absences, ...detail.absences, ...counted?.row.absences } };
};

const atEarlierSchool = (at: PupilAtSchool, spell: Spell, counts: boolean): ReadEnrolment => {
  const counted = counts ? attended(at, spell.school) : null;
  const body = bodyWith('enrolment', {
    school: spell.school,
    schoolName: spell.schoolName,
    // Of another school this one knows only that the pupil has left, where it knows so much.
    status: spell.endedOn !== null && spell.endedOn < at.on ? 'PREVIOUS' : null,
    startedOn: spell.startedOn,
    endedOn: spell.endedOn,
    leavingReason: spell.leavingReason,
    ...counted?.sessions,
  });
  return { body, absences: { ...spell.row.absences, ...counted?.row.absences } };
};

/** The schools of a pupil: the one that wrote the file, and those of the history. */
export const enrolmentsOf = (at: PupilAtSchool): ReadEnrolments => {
  const spells = spellsOf(at.pupil, at.issues, at.receivedOn);
  const own = latestAt(spells, at.header.school);
  const earlier = spells.filter((spell) => spell !== own);
  // A year of attendance is counted once, at the latest stay of the pupil at the school.
  const counts = (spell: Spell) => spell.school !== at.header.school && latestAt(spells, spell.school) === spell;
  return {
    own: atOwnSchool(at, own),
    earlier: earlier.map((spell) => atEarlierSchool(at, spell, counts(spell))),
  };
};
