import { tables } from '../../src/plan/tables.ts';
import { flag, instant, parts, text } from '../fields.ts';
import { absencesField } from './absence.ts';
import { Informed } from './case-note-parts.ts';
import { enteredBy } from './entered-by.ts';
import { idField, Node } from './node.ts';
import { CaseNote, Child, Episode } from './refs.ts';
import { related, relatedOne } from './related.ts';

CaseNote.implement({
  description: 'A note of work with a child.',
  interfaces: [Node],
  extensions: { plan: tables.CaseNote },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    episodes: related(t, Episode, 'recordEpisodes', 'The absences it is about.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    enteredBy: enteredBy(t),
    author: text(t, 'author', 'Who wrote it.'),
    authorRole: text(t, 'author_role', 'In which role.'),
    authorAgency: text(t, 'author_agency', 'Of which agency.'),
    happenedAt: instant(t, 'happened_at', 'When what it tells of happened.'),
    recordedAt: instant(t, 'recorded_at', 'When it was written.'),
    seen: flag(t, 'seen', 'Whether the child was seen.'),
    seenAlone: flag(t, 'seen_alone', 'Whether alone.'),
    place: text(t, 'place', 'Where the child was seen.'),
    placeReason: text(t, 'place_reason', 'Why there.'),
    voice: text(t, 'voice', 'The child’s own words.'),
    analysis: text(t, 'analysis', 'What the worker makes of it.'),
    impact: text(t, 'impact', 'What changed.'),
    informed: parts(t, Informed, 'informed', 'Professionals told.'),
    characteristicsConsidered: flag(
      t,
      'characteristics_considered',
      'Whether protected characteristics were considered.',
    ),
    disagreement: text(t, 'disagreement', 'Disagreement recorded.'),
    note: text(t, 'note', 'The note.'),
    absences: absencesField(t),
  }),
});
