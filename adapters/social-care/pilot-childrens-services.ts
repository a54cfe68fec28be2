import type { AnyCanonicalRecord, Mapping } from '../../src/domain/adapter.ts';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import type { Contact } from '../../src/domain/model/values.ts';
import { namedPerson, phonesOf, pilotPerson, professional } from '../pilot-person.ts';
import { personalDetails } from '../pilot-personal-details.ts';
import { pilotFormat } from '../pilot-record.ts';
import type { PilotRecord, PilotRecordType } from '../pilot-record-type.ts';
import { report, type Section, sectionsAt, textAt, textsAt } from '../pilot-section.ts';

type CareStatus = NonNullable<RecordBody['person']['careStatus']>;
type PlanType = RecordBody['plan']['planType'];

const mapping: readonly Mapping[] = [
  { source: 'keyWorker', target: 'person.professionals', loss: 'what kind of worker it is' },
  { source: 'dutyContactDetails', target: 'person.professionals', loss: 'e-mail' },
  { source: 'teamInvolvement', target: 'person.professionals', loss: null },
  { source: 'cscActiveStatusesAndPlans[].status', target: 'person.careStatus', loss: 'all but the weightiest status' },
  { source: 'cscActiveStatusesAndPlans[].plan', target: 'plan.planType', loss: 'words the hub does not know' },
  { source: 'cscActiveStatusesAndPlans[].plan', target: 'plan.hasPlan', loss: null },
  { source: 'cscActiveStatusesAndPlans[].status', target: 'plan.reason', loss: null },
];

/** There is no kind of record for a referral yet. */
const unmapped = ['childrensServicesReferrals', 'cscReferrals', 'referrals'];

interface Standing {
  readonly words: ReadonlySet<string>;
  readonly careStatus: CareStatus;
  /** Null where the hub has no such plan. */
  readonly planType: PlanType | null;
}

/** ★ What the words of a status or a plan mean, the weightiest first; spaces, capitals and the word plan do not count. */
const standings: readonly Standing[] = [
  {
    words: new Set(['childlookedafter', 'lookedafterchild', 'lookedafter', 'cla', 'lac', 'care']),
    careStatus: 'LAC',
    planType: 'CARE',
  },
  { words: new Set(['childprotection', 'cp', 'cpp']), careStatus: 'CP_PLAN', planType: 'CHILD_PROTECTION' },
  { words: new Set(['childinneed', 'cin']), careStatus: 'CIN', planType: 'CHILD_IN_NEED' },
  { words: new Set(['careleaver', 'leavingcare']), careStatus: 'CARE_LEAVER', planType: null },
  { words: new Set(['earlyhelp', 'eh']), careStatus: 'EARLY_HELP', planType: 'EARLY_HELP' },
];

const meaning = (text: string | null): Standing | undefined => {
  const word =
    text
      ?.toLowerCase()
      .replace(/[^a-z]/g, '')
      .replace(/plan$/, '') ?? '';
  return standings.find(({ words }) => words.has(word));
};

interface Active {
  readonly status: string | null;
  readonly plan: string | null;
}

const activeOf = (payload: Section): readonly Active[] =>
  sectionsAt(payload, 'cscActiveStatusesAndPlans').map((active) => {
    const found = { status: textAt(active, 'status'), plan: textAt(active, 'plan') };
    const isKnown = (text: string | null) => text === null || meaning(text) !== undefined;
    if (!isKnown(found.status)) report(active, 'code', 'status', 'Not a status the hub knows; the record is kept.');
    if (!isKnown(found.plan)) report(active, 'code', 'plan', 'Not a plan the hub knows; the record is kept.');
    return found;
  });

const careStatusOf = (active: readonly Active[]): CareStatus | null => {
  const said = active.map(({ status }) => meaning(status));
  return standings.find((standing) => said.includes(standing))?.careStatus ?? null;
};

/** A plan that is named is written; a status alone is no plan. */
const plansOf = ({ recordId, subject }: PilotRecord, active: readonly Active[]): readonly AnyCanonicalRecord[] => {
  const plans = active.flatMap(({ status, plan }) => {
    const planType = meaning(plan)?.planType ?? null;
    return planType === null ? [] : [{ planType, reason: status }];
  });
  const firsts = plans.filter(({ planType }, at) => plans.findIndex((other) => other.planType === planType) === at);
  return firsts.map(({ planType, reason }) => ({
    ...{ kind: 'plan', key: `${recordId}/${planType}`, subject, statedAt: null },
    body: bodyWith('plan', { planType, hasPlan: true, reason }),
    absences: {},
  }));
};

const professionalsOf = (payload: Section): readonly Contact[] => [
  ...professional({ name: textAt(payload, 'keyWorker'), relationship: 'Key worker' }),
  ...professional({ phone: phonesOf(textsAt(payload, 'dutyContactDetails')), relationship: 'Duty contact' }),
  ...textsAt(payload, 'teamInvolvement').flatMap((organisation) =>
    professional({ organisation, relationship: 'Team involved' }),
  ),
];

/** What children’s services say of a child in the pilot. */
export const childrensServicesDetails: PilotRecordType = {
  recordType: 'childrens-services.details',
  schema: 'ChildrensServicesDetailsRecord',
  early: ['referrals'],
  mapping,
  unmapped,
  read(record) {
    const { payload } = record;
    const { said, absences } = namedPerson(payload);
    const active = activeOf(payload);
    const person = { ...said, professionals: [...professionalsOf(payload)], careStatus: careStatusOf(active) };
    return [...pilotPerson(record, person, absences), ...plansOf(record, active)];
  },
};

/** Children’s services records of the DfE single unique identifier pilot. */
export const pilotChildrensServices = pilotFormat(
  { id: 'pilot-childrens-services', title: 'DfE identifier pilot: children’s services records' },
  [childrensServicesDetails, personalDetails],
);
