import { blankPerson } from '../../adapters/blank.ts';
import type { AnyInventedRecord, InventedSource } from '../../src/app/synth/invented.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { findOrganisation } from '../../src/domain/organisations.ts';
import { childIdOf, dayOf, homeOf, identityOf, instantOf, nhsNumberOf, record, upnOf } from './say.ts';
import type { HealthStory, PlanStory, Story } from './story.ts';

/** When what was already on file reached the hub first. */
const onFile = '2015-10-16T00:00:00Z';

/** A record written on a day, or on file before the week; nothing is sent before it is written. */
const sinceOf = (day: string): string => (day < '2015-10-16' ? onFile : `${day}T09:00:00Z`);

const isProtected = ({ addressProtected }: Story): boolean => addressProtected === true;

const addressed = (story: Story): Partial<RecordBody['person']> =>
  isProtected(story) ? { addressProtected: true } : { homeAddress: homeOf(story) };

/** The year of entry into year seven, and from it the year group of autumn 2015. */
const entryYear = ({ birthOn }: Story): number =>
  Number(birthOn.slice(0, 4)) + (Number(birthOn.slice(5, 7)) >= 9 ? 12 : 11);
const yearGroup = (story: Story): string => String(2015 - entryYear(story) + 7);

const schoolSource = (story: Story): InventedSource => {
  const { school, upn, placement } = story;
  return {
    ...{ organisation: school, writer: 'ctf', key: upn },
    person: { ...blankPerson, ...identityOf(story), ...addressedToSchool(story), identifiers: [upnOf(story)] },
    records: [
      record('enrolment', `${upn}/${school}`, onFile, {
        ...{ school, schoolName: findOrganisation(school)?.name.replace(' (invented)', '') ?? null },
        ...{ status: 'CURRENT' as const, yearGroup: yearGroup(story), startedOn: `${entryYear(story)}-09-01` },
        inCare: placement !== undefined,
      }),
    ],
  };
};

// A school holds the address of the home for a child in care, and the hub is told it by those who placed the child.
const addressedToSchool = (story: Story): Partial<RecordBody['person']> => (story.placement ? {} : addressed(story));

const healthRecords = (story: Story, contact: HealthStory, index: number): readonly AnyInventedRecord[] => {
  const { body, type, from, to, reason, finding } = contact;
  const key = `${body}-${childIdOf(story)}-${index + 1}`;
  const isOngoing = to === undefined;
  const startedAt = from.includes(' ') ? instantOf(from) : `${from}T09:00:00Z`;
  const saidAt = startedAt < onFile ? onFile : to === undefined ? startedAt : instantOf(to);
  return [
    record('health-encounter', key, saidAt, {
      encounterClass: type,
      status: isOngoing ? 'IN_PROGRESS' : 'FINISHED',
      startedAt,
      endedAt: to === undefined ? null : instantOf(to),
      ...{ provider: body, reason },
    }),
    ...(finding === undefined
      ? []
      : [
          record('health-finding', `${key}-F`, saidAt, {
            findingType: 'CONDITION',
            description: finding,
            clinicalStatus: 'ACTIVE',
            verification: 'CONFIRMED',
            recordedOn: startedAt.slice(0, 10),
          }),
        ]),
  ];
};

const healthSources = (story: Story): readonly InventedSource[] =>
  (['RP5', 'RXE'] as const).flatMap((body) => {
    const contacts = (story.health ?? []).filter((contact) => contact.body === body);
    if (contacts.length === 0) return [];
    return [
      {
        ...{ organisation: body, writer: 'fhir', key: `${body}-${childIdOf(story)}` },
        person: { ...blankPerson, ...identityOf(story), ...addressed(story), identifiers: [nhsNumberOf(story)] },
        records: contacts.flatMap((contact, index) => healthRecords(story, contact, index)),
      },
    ];
  });

/** The body that gives early help. */
export const earlyHelp = 'EH-E08000017';

/** The number early help gives a child; Amina’s was given before the demo’s. */
export const earlyHelpKey = (story: Story): string =>
  story.number === 3 ? 'EH-4471' : `EH-46${String(story.number).padStart(2, '0')}`;

const episodeRecord = (story: Story, { since, reason }: PlanStory): AnyInventedRecord =>
  record('plan', `${earlyHelpKey(story)}-1`, sinceOf(since), {
    ...{ planType: 'EARLY_HELP' as const, startedOn: since, reason, provider: 'Doncaster Early Help' },
  });

const planRecord = (story: Story, plan: PlanStory): AnyInventedRecord =>
  record('plan', `${earlyHelpKey(story)}-P`, plan.updated ? instantOf(plan.updated) : sinceOf(plan.since), {
    ...{ planType: 'EARLY_HELP' as const, hasPlan: plan.written, startedOn: plan.since, reason: plan.reason },
    updatedOn: plan.updated ? dayOf(plan.updated) : null,
    goals: plan.goals ? [...plan.goals] : null,
  });

const earlyHelpSources = (story: Story): readonly InventedSource[] => {
  const plans = (story.plans ?? []).filter(({ type }) => type === 'EARLY_HELP');
  const person = {
    ...blankPerson,
    ...identityOf(story),
    ...(isProtected(story) ? {} : { homeAddress: homeOf(story) }),
    identifiers: [nhsNumberOf(story), upnOf(story)],
  };
  const common = { organisation: earlyHelp, key: earlyHelpKey(story), person };
  return plans.flatMap((plan): InventedSource[] => [
    { ...common, writer: 'early-help', records: [episodeRecord(story, plan)] },
    { ...common, writer: 'hub-records', system: 'early-help', records: [planRecord(story, plan)] },
  ]);
};

/** What school, health bodies and early help hold. */
export const partnerSources = (story: Story): readonly InventedSource[] => [
  schoolSource(story),
  ...healthSources(story),
  ...earlyHelpSources(story),
];
