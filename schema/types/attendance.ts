import { tables } from '../../src/plan/tables.ts';
import { day, int, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { idField, Node } from './node.ts';
import { Attendance, Child } from './refs.ts';
import { relatedOne } from './related.ts';

Attendance.implement({
  description: 'One session of one school day.',
  interfaces: [Node],
  extensions: { plan: tables.Attendance },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    school: text(t, 'school', 'Code of the school.'),
    day: day(t, 'day', 'The day.'),
    session: text(t, 'session', 'AM or PM.'),
    code: text(t, 'code', 'The statutory code of its time.'),
    meaning: text(t, 'meaning', 'What the code means.'),
    minutesLate: int(t, 'minutes_late', 'Minutes late.'),
    comment: text(t, 'comment', 'What the school noted.'),
    absences: absencesField(t),
  }),
});
