import { blankPerson } from '../../adapters/blank.ts';
import type { AnyInventedRecord, InventedSource } from '../../src/app/synth/invented.ts';
import {
  force,
  officer,
  personKeyOf,
  type Records,
  reported,
  reportOf,
  returned,
  spokenWith,
} from './police-messages.ts';
import { describedPerson, knownPerson } from './police-person.ts';
import { identityOf, instantOf, later, nhsNumberOf, record, upnOf } from './say.ts';
import type { AbsenceStory, Story } from './story.ts';

/** The force’s own notes of prevention interviews and of a live investigation, in the hub’s contracts. */
const notesOf = (story: Story): Records => [
  ...story.absences.flatMap(({ checked, harm = ['NONE_DISCLOSED'] }, index) =>
    checked === null
      ? []
      : [
          record('prevention-interview', `${reportOf(story, index)}-PI`, later(instantOf(checked), 60), {
            sourceEpisodes: [
              { organisation: null, system: 'police-misper', key: reportOf(story, index), startedOn: null },
            ],
            done: true,
            heldAt: instantOf(checked),
            officer: officer.name,
            harm: [...harm],
          }),
        ],
  ),
  ...(story.investigation ? [investigationOf(story.investigation)] : []),
];

const investigationOf = (told: NonNullable<Story['investigation']>): AnyInventedRecord =>
  record('investigation', told.reference, `${told.since}T10:00:00Z`, {
    sourceEpisodes: [],
    reference: told.reference,
    status: 'LIVE',
    subject: told.subject,
    officer: { name: told.officer, relationship: 'Officer in the case', phone: null, organisation: force },
    startedOn: told.since,
    interviewConstraint: told.constraint,
  });

const notesSource = (story: Story, records: Records): InventedSource => ({
  ...{ organisation: force, key: personKeyOf(story), writer: 'hub-records', system: 'police-misper', records },
  person: { ...blankPerson, ...identityOf(story), sex: null, identifiers: [nhsNumberOf(story), upnOf(story)] },
});

/** What South Yorkshire Police hold: notifications as they were sent, and notes of what followed. */
export const policeSources = (story: Story): readonly InventedSource[] => {
  const common = { organisation: force, key: personKeyOf(story) };
  const messages = (tell: (story: Story, absence: AbsenceStory, index: number) => Records) =>
    story.absences.flatMap((absence, index) => tell(story, absence, index));
  if (story.byHand !== undefined) {
    return [notesSource(story, story.investigation ? [investigationOf(story.investigation)] : [])];
  }
  return [
    { ...common, writer: 'police-misper', person: describedPerson(story), records: messages(reported) },
    {
      ...common,
      writer: 'police-misper',
      person: knownPerson(story),
      records: [...messages(returned), ...messages(spokenWith)],
    },
    notesSource(story, notesOf(story)),
  ];
};
