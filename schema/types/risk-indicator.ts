import { tables } from '../../src/plan/tables.ts';
import { day, flag, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { enteredBy } from './entered-by.ts';
import { idField, Node } from './node.ts';
import { Child, RiskIndicator } from './refs.ts';
import { relatedOne } from './related.ts';

RiskIndicator.implement({
  description: 'One risk a source saw in a child’s life, in the words of the CIN census.',
  interfaces: [Node],
  extensions: { plan: tables.RiskIndicator },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    enteredBy: enteredBy(t),
    factor: text(
      t,
      'factor',
      'DfE assessment factor: 10A missing, 11A sexual exploitation, 24A criminal exploitation…',
    ),
    present: flag(t, 'present', 'Whether it is there; a source may have looked and found none.'),
    sourceCode: text(t, 'source_code', 'The source’s own code.'),
    sourceText: text(t, 'source_text', 'The source’s own words.'),
    identifiedOn: day(t, 'identified_on', 'When it was seen.'),
    endedOn: day(t, 'ended_on', 'When it was gone.'),
    detail: text(t, 'detail', 'More of it.'),
    absences: absencesField(t),
  }),
});
