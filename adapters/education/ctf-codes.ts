import type { Enrolment } from '../../src/domain/model/enrolment.ts';
import type { Ethnicity } from '../../src/domain/model/values.ts';
import type { CodeList } from '../social-care/codes.ts';

/** ★ DfE number of an authority -> its GSS code, by the dates it stands for; Barnsley and Sheffield were recoded in 2025. */
export const careAuthorities: readonly {
  readonly number: string;
  readonly gss: string;
  readonly from: string;
  readonly until: string;
}[] = [
  { number: '370', gss: 'E08000016', from: '1974-04-01', until: '2025-03-31' },
  { number: '370', gss: 'E08000038', from: '2025-04-01', until: '9999-12-31' },
  { number: '371', gss: 'E08000017', from: '1974-04-01', until: '9999-12-31' },
  { number: '372', gss: 'E08000018', from: '1974-04-01', until: '9999-12-31' },
  { number: '373', gss: 'E08000019', from: '1974-04-01', until: '2025-03-31' },
  { number: '373', gss: 'E08000039', from: '2025-04-01', until: '9999-12-31' },
];

/** ★ EnrolStatus. F and O are at a college or another provider and not on the roll of this school. */
export const enrolStatuses: ReadonlyMap<string, NonNullable<Enrolment['status']>> = new Map([
  ['C', 'CURRENT'],
  ['M', 'CURRENT_MAIN'],
  ['S', 'CURRENT_SUBSIDIARY'],
  ['G', 'GUEST'],
  ['P', 'PREVIOUS'],
  ['F', 'UNKNOWN'],
  ['O', 'UNKNOWN'],
]);

/** ★ EthnicitySource: child and parent speak for themselves; school, previous school and others do not. */
export const ethnicitySources: ReadonlyMap<string, Ethnicity['statedBy']> = new Map([
  ['C', 'SELF'],
  ['P', 'PARENT'],
  ['S', 'NOT_SAID'],
  ['T', 'NOT_SAID'],
  ['O', 'NOT_SAID'],
]);

/** ★ Languages in words, where we are sure of the code; any other code stands for itself. */
export const languages: ReadonlyMap<string, string> = new Map([
  ['ENG', 'English'],
  ['ENB', 'Believed to be English'],
  ['OTB', 'Believed to be other than English'],
  ['POL', 'Polish'],
  ['URD', 'Urdu'],
  ['ARA', 'Arabic'],
  ['KUR', 'Kurdish'],
  ['LTU', 'Lithuanian'],
  ['VIE', 'Vietnamese'],
  ['BSL', 'British Sign Language'],
]);

/** ★ Disability: the list of the children-in-need census (domain reference 4.3). */
export const disabilities: CodeList = {
  NONE: { label: 'No disability' },
  MOB: { label: 'Mobility' },
  HAND: { label: 'Hand function' },
  PC: { label: 'Personal care' },
  INC: { label: 'Incontinence' },
  COMM: { label: 'Communication' },
  LD: { label: 'Learning' },
  HEAR: { label: 'Hearing' },
  VIS: { label: 'Vision' },
  BEH: { label: 'Behaviour' },
  CON: { label: 'Consciousness' },
  AUT: { label: 'Autism' },
  DDA: { label: 'Other' },
};

/** ★ SENprovision. School action ended with the code of practice of 2014, statements by April 2018. */
export const needProvisions: CodeList = {
  N: { label: 'No special educational need' },
  A: { label: 'School action', until: '2015-08-31' },
  P: { label: 'School action plus', until: '2015-08-31' },
  S: { label: 'Statement', until: '2018-08-31' },
  K: { label: 'SEN support', from: '2014-09-01' },
  E: { label: 'Education, health and care plan', from: '2014-09-01' },
};

/** ★ SENtype. */
export const needTypes: CodeList = {
  SPLD: { label: 'Specific learning difficulty' },
  MLD: { label: 'Moderate learning difficulty' },
  SLD: { label: 'Severe learning difficulty' },
  PMLD: { label: 'Profound and multiple learning difficulty' },
  BESD: { label: 'Behaviour, emotional and social difficulties', until: '2015-08-31' },
  SEMH: { label: 'Social, emotional and mental health', from: '2014-09-01' },
  SLCN: { label: 'Speech, language and communication needs' },
  HI: { label: 'Hearing impairment' },
  VI: { label: 'Vision impairment' },
  MSI: { label: 'Multi-sensory impairment' },
  PD: { label: 'Physical disability' },
  ASD: { label: 'Autistic spectrum disorder' },
  DS: { label: 'Down syndrome', from: '2024-09-01' },
  OTH: { label: 'Other difficulty or disability' },
  NSA: { label: 'SEN support but no specialist assessment', from: '2014-09-01' },
};

/** ★ Relationship of those contacts who are a child's parents or carers, in words; nobody else is taken over. */
export const parentRelationships: ReadonlyMap<string, string> = new Map([
  ['PAM', 'Mother'],
  ['PAF', 'Father'],
  ['STM', 'Stepmother'],
  ['STF', 'Stepfather'],
  ['STP', 'Step-parent'],
  ['FOM', 'Foster mother'],
  ['FOF', 'Foster father'],
  ['CAR', 'Carer'],
]);
