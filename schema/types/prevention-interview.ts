import { tables } from '../../src/plan/tables.ts';
import { flag, instant, text, words } from '../fields.ts';
import { absencesField } from './absence.ts';
import { enteredBy } from './entered-by.ts';
import { idField, Node } from './node.ts';
import { Child, Episode, PreventionInterview } from './refs.ts';
import { related, relatedOne } from './related.ts';

PreventionInterview.implement({
  description: 'The police check on a child who is back. It is never the return home interview.',
  interfaces: [Node],
  extensions: { plan: tables.PreventionInterview },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    episodes: related(t, Episode, 'recordEpisodes', 'The absences it is about.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    enteredBy: enteredBy(t),
    done: flag(t, 'done', 'Whether it took place.'),
    heldAt: instant(t, 'held_at', 'When.'),
    officer: text(t, 'officer', 'Who held it.'),
    seenAlone: flag(t, 'seen_alone', 'Whether the child was seen alone.'),
    notDoneReason: text(t, 'not_done_reason', 'Why not, where it did not take place.'),
    account: text(t, 'account', 'What the child said.'),
    harm: words(t, 'harm', 'Harm told of.'),
    crimeReference: text(t, 'crime_reference', 'Reference of a crime recorded from it.'),
    absences: absencesField(t),
  }),
});
