/** One code of a national list, with the dates it may be used for; a missing bound is open. */
export interface Code {
  readonly label: string;
  readonly from?: string;
  readonly until?: string;
}
export type CodeList = Readonly<Record<string, Code>>;

/** SSDA903 PLACE (schemas 2017 to 2026). The wording of Z11 to Z14 is not published where we could read it. */
export const placementTypes: CodeList = {
  A3: { label: 'Placed for adoption with consent, with current foster carer' },
  A4: { label: 'Placed for adoption with consent, not with current foster carer' },
  A5: { label: 'Placed for adoption with placement order, with current foster carer' },
  A6: { label: 'Placed for adoption with placement order, not with current foster carer' },
  H5: { label: 'Semi-independent living', until: '2025-03-31' },
  K1: { label: 'Secure children’s home' },
  K2: { label: 'Children’s home' },
  K3: { label: 'Supported accommodation', from: '2024-04-01' },
  P1: { label: 'Placed with parents' },
  P2: { label: 'Independent living', until: '2025-03-31' },
  P3: { label: 'Residential employment' },
  R1: { label: 'Residential care home' },
  R2: { label: 'NHS or other medical establishment' },
  R3: { label: 'Family centre or mother and baby unit' },
  R5: { label: 'Young offender institution' },
  S1: { label: 'Residential school' },
  T0: { label: 'Temporary: all types' },
  T1: { label: 'Temporary: hospital' },
  T2: { label: 'Temporary: holiday' },
  T3: { label: 'Temporary: carer away' },
  T4: { label: 'Temporary: seven days or less, other' },
  U1: { label: 'Foster placement with relative or friend, long term' },
  U2: { label: 'Foster placement with relative or friend, for adoption' },
  U3: { label: 'Foster placement with relative or friend, other' },
  U4: { label: 'Foster placement with other carer, long term' },
  U5: { label: 'Foster placement with other carer, for adoption' },
  U6: { label: 'Foster placement with other carer, other' },
  Z1: { label: 'Other placement' },
  Z11: { label: 'Other placement', from: '2025-04-01' },
  Z12: { label: 'Other placement', from: '2025-04-01' },
  Z13: { label: 'Other placement', from: '2025-04-01' },
  Z14: { label: 'Other placement', from: '2025-04-01' },
};

/** SSDA903 LS. */
export const legalStatuses: CodeList = {
  C1: { label: 'Interim care order' },
  C2: { label: 'Full care order' },
  D1: { label: 'Freeing order' },
  E1: { label: 'Placement order' },
  V2: { label: 'Section 20, single period' },
  V3: { label: 'Short breaks, recorded as agreements' },
  V4: { label: 'Short breaks, recorded as episodes' },
  L1: { label: 'Police protection' },
  L2: { label: 'Emergency protection order' },
  L3: { label: 'Child assessment order' },
  J1: { label: 'Remanded to accommodation' },
  J2: { label: 'Accommodated under PACE' },
  J3: { label: 'Youth rehabilitation order with residence' },
};

/** SSDA903 PLACE_PROVIDER. */
export const placementProviders: CodeList = {
  PR0: { label: 'Parent or other person with parental responsibility' },
  PR1: { label: 'Own authority' },
  PR2: { label: 'Another authority' },
  PR3: { label: 'Other public body' },
  PR4: { label: 'Private' },
  PR5: { label: 'Voluntary' },
};

/** SSDA903 CIN. */
export const needCodes: CodeList = {
  N1: { label: 'Abuse or neglect' },
  N2: { label: 'Child’s disability' },
  N3: { label: 'Parental illness or disability' },
  N4: { label: 'Family in acute stress' },
  N5: { label: 'Family dysfunction' },
  N6: { label: 'Socially unacceptable behaviour' },
  N7: { label: 'Low income' },
  N8: { label: 'Absent parenting' },
};

/** SSDA903 RNE. */
export const episodeReasons: CodeList = {
  S: { label: 'Started to be looked after' },
  L: { label: 'Change of legal status only' },
  P: { label: 'Change of placement and carer only' },
  T: { label: 'Change of placement with the same carer' },
  B: { label: 'Change of legal status, placement and carer' },
  U: { label: 'Change of legal status and placement with the same carer' },
};

/** SSDA903 REC; both lists of special guardianship codes are let pass for 2017-18, whose list we could not read. */
export const ceasingReasons: CodeList = {
  X1: { label: 'Episode ceases, a new one begins' },
  E11: { label: 'Adopted, unopposed' },
  E12: { label: 'Adopted, consent dispensed with' },
  E13: { label: 'Left care to live with parents or relatives, no parental responsibility' },
  E14: { label: 'Remand ended' },
  E15: { label: 'Age assessment found the person to be 18 or over' },
  E16: { label: 'Moved abroad' },
  E17: { label: 'Aged 18 and stayed with the carers' },
  E2: { label: 'Died' },
  E3: { label: 'Care taken over by another authority' },
  E4A: { label: 'Returned home, planned' },
  E4B: { label: 'Returned home, unplanned' },
  E41: { label: 'Residence order or child arrangements order' },
  E43: { label: 'Special guardianship, former foster carers', until: '2018-03-31' },
  E44: { label: 'Special guardianship, others', until: '2018-03-31' },
  E45: { label: 'Special guardianship to former foster carers, relatives or friends', from: '2017-04-01' },
  E46: { label: 'Special guardianship to former foster carers, others', from: '2017-04-01' },
  E47: { label: 'Special guardianship to relatives or friends', from: '2017-04-01' },
  E48: { label: 'Special guardianship to others', from: '2017-04-01' },
  E5: { label: 'Independent living with supportive accommodation' },
  E6: { label: 'Independent living without formal support' },
  E7: { label: 'Transferred to adult social services' },
  E8: { label: 'Ceased for any other reason' },
  E9: { label: 'Sentenced to custody' },
};

/** SSDA903 REASON_PLACE_CHANGE. */
export const changeReasons: CodeList = {
  CARPL: { label: 'Change to or end of the care plan' },
  CLOSE: { label: 'Resignation or closure of the provision' },
  ALLEG: { label: 'Allegation' },
  STAND: { label: 'Standards of care' },
  APPRR: { label: 'Approval removed' },
  CREQB: { label: 'Carer asked: child’s behaviour' },
  CREQO: { label: 'Carer asked: other' },
  CHILD: { label: 'Child asked' },
  LAREQ: { label: 'Responsible authority asked' },
  PLACE: { label: 'Change in the status of the placement only' },
  CUSTOD: { label: 'Custody arrangement', from: '2017-04-01' },
  OTHER: { label: 'Other' },
};

/** DfE ethnic groups. REFU and NOBT are no groups but reasons for having none. */
export const ethnicGroups: CodeList = {
  WBRI: { label: 'White British' },
  WIRI: { label: 'White Irish' },
  WIRT: { label: 'Traveller of Irish heritage' },
  WROM: { label: 'Gypsy or Roma' },
  WOTH: { label: 'Any other White background' },
  MWBC: { label: 'White and Black Caribbean' },
  MWBA: { label: 'White and Black African' },
  MWAS: { label: 'White and Asian' },
  MOTH: { label: 'Any other mixed background' },
  AIND: { label: 'Indian' },
  APKN: { label: 'Pakistani' },
  ABAN: { label: 'Bangladeshi' },
  AOTH: { label: 'Any other Asian background' },
  CHNE: { label: 'Chinese' },
  BCRB: { label: 'Caribbean' },
  BAFR: { label: 'African' },
  BOTH: { label: 'Any other Black background' },
  OOTH: { label: 'Any other ethnic group' },
};

/** Whether a code is in its list, and may be used somewhere between two dates. */
export function isCodeOf(list: CodeList, code: string, from: string, until: string): boolean {
  const entry = Object.hasOwn(list, code) ? list[code] : undefined;
  if (!entry) return false;
  return (entry.from ?? '') <= until && from <= (entry.until ?? '9999-12-31');
}
