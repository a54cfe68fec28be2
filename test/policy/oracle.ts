/** The classes in the order of the reference's matrix; the last two are the hub's own: answer states, professionals. */
const classOrder = 'ID PC LO AD EP HE ED SC PI TP RC RM SM SA EX ES LG AN WK'.split(' ');

/**
 * The matrix of the domain reference (5.5), a letter a class; its last two columns are the hub's own decision. `F own` of
 * a placement is H, any other O, an agreed profile A.
 */
const letters: Readonly<Record<string, string>> = {
  'police-missing-coordinator': 'FFFFFSSSOFSFFFFOXOF',
  'police-investigator': 'FFFFFSSSFFSSSOFOXOF',
  'social-worker': 'FFFFFSFFSFFFFFFFXFF',
  'duty-team': 'FFFFFSSSSFSFSSFSXFF',
  'reviewing-officer': 'FFSFFSFFXSFFFFFFXXF',
  'interview-worker': 'FFLLFSSSSSOFSFFOXXF',
  'early-help-lead': 'FFLFFXSSXXSFSOSOXXF',
  'health-named-nurse': 'FFLSFFSSXXSSFOFOXXF',
  'health-clinician': 'FFLXSFXSXXXXXXSXXXF',
  'school-safeguarding-lead': 'FFLXSSFSXXXSSOSOXXF',
  'placement-provider': 'FFFHFSSSXSSFSOSOXXF',
  'host-authority': 'FFFFFSSSSSAFFFFOXXF',
  'other-authority': 'XXXXXXXXXXXXXXXXXXX',
  auditor: 'PPXXPXXPXXPPPPPPSFX',
  'data-protection-officer': 'GXXXXXXXXXXSXXXXFXX',
  'system-admin': 'XXXXXXXXXXXXXXXXSXX',
};

/** Purposes a role declares and how it comes to a child: the hub's decision, for the reference gives no table of it. */
const declares: Readonly<Record<string, { readonly purposes: string; readonly reachedAs: string }>> = {
  'police-missing-coordinator': { purposes: 'LOCATE_CHILD SAFEGUARD_PLAN INVESTIGATION', reachedAs: 'POLICE' },
  'police-investigator': { purposes: 'LOCATE_CHILD SAFEGUARD_PLAN INVESTIGATION', reachedAs: 'POLICE' },
  'social-worker': { purposes: 'LOCATE_CHILD SAFEGUARD_PLAN RHI_DELIVERY CARE_REVIEW', reachedAs: 'RESPONSIBLE' },
  'duty-team': { purposes: 'LOCATE_CHILD SAFEGUARD_PLAN', reachedAs: 'RESPONSIBLE HOST FIRST_CONTACT' },
  'reviewing-officer': { purposes: 'SAFEGUARD_PLAN CARE_REVIEW', reachedAs: 'OVERSIGHT' },
  'interview-worker': { purposes: 'RHI_DELIVERY', reachedAs: 'INTERVIEWER' },
  'early-help-lead': { purposes: 'LOCATE_CHILD SAFEGUARD_PLAN', reachedAs: 'EARLY_HELP' },
  'health-named-nurse': { purposes: 'LOCATE_CHILD SAFEGUARD_PLAN DIRECT_CARE', reachedAs: 'HEALTH' },
  'health-clinician': { purposes: 'DIRECT_CARE', reachedAs: 'HEALTH FIRST_CONTACT' },
  'school-safeguarding-lead': { purposes: 'LOCATE_CHILD SAFEGUARD_PLAN EDUCATION_SUPPORT', reachedAs: 'SCHOOL' },
  'placement-provider': { purposes: 'LOCATE_CHILD SAFEGUARD_PLAN', reachedAs: 'PROVIDER' },
  'host-authority': { purposes: 'LOCATE_CHILD SAFEGUARD_PLAN RHI_DELIVERY', reachedAs: 'HOST' },
  'other-authority': { purposes: 'LOCATE_CHILD SAFEGUARD_PLAN', reachedAs: '' },
  auditor: { purposes: 'AUDIT_PSEUDONYMISED AUDIT_IDENTIFIED', reachedAs: 'AUDITABLE AUDIT_CASE' },
  'data-protection-officer': { purposes: 'SUBJECT_ACCESS', reachedAs: 'AUDITABLE' },
  'system-admin': { purposes: 'STAT_RETURN', reachedAs: '' },
};

/** Who may be told a protected address: those who place, protect or look for the child (5.4). */
const trustedWithAddress =
  'police-missing-coordinator police-investigator social-worker duty-team reviewing-officer placement-provider'.split(
    ' ',
  );
/** Who hears what a child asked not to be shared (5.4): who holds the case and who heard it. */
const hears = 'social-worker reviewing-officer interview-worker'.split(' ');
/** Classes a purpose never serves. */
const never: Readonly<Record<string, string>> = {
  LOCATE_CHILD: 'SM ES LG',
  RHI_DELIVERY: 'LG',
  CARE_REVIEW: 'PI LG',
  DIRECT_CARE: 'SM SA ES PI TP',
  EDUCATION_SUPPORT: 'LO SM SA ES HE',
};

/** What is the case with a child and whoever asks. */
export interface Situation {
  readonly open: boolean;
  readonly isProtected: boolean;
  readonly ownPlacement: boolean;
  readonly asked: boolean;
  readonly glass: boolean;
}

export const oracleRoles: readonly string[] = Object.keys(letters);
export const oracleClasses: readonly string[] = classOrder;
export const oraclePurposes = (role: string): readonly string[] => declares[role]?.purposes.split(' ') ?? [];
export const oracleReachedAs = (role: string): readonly string[] =>
  (declares[role]?.reachedAs ?? '').split(' ').filter((word) => word !== '');

/** What a letter of the matrix comes to. */
const oracleLetter = (letter: string, purpose: string, { open, ownPlacement, glass }: Situation): string => {
  const plain: Readonly<Record<string, string>> = { F: 'full', S: 'summary', O: 'own' };
  if (letter === 'P') return purpose === 'AUDIT_IDENTIFIED' ? 'full' : 'summary';
  const holds: Readonly<Record<string, boolean>> = { L: open, H: ownPlacement, G: glass };
  return plain[letter] ?? (holds[letter] ? 'full' : 'none');
};

const isHeldBack = (role: string, fieldClass: string, { isProtected, asked, glass }: Situation): boolean => {
  if (fieldClass === 'AD') return isProtected && !trustedWithAddress.includes(role);
  return fieldClass === 'RC' && asked && !glass && !hears.includes(role);
};

/** What a role, for a purpose, may see of a class: none, summary, own or full. */
export const oracleGrant = (role: string, purpose: string, fieldClass: string, situation: Situation): string => {
  if (!oraclePurposes(role).includes(purpose)) return 'none';
  if (never[purpose]?.split(' ').includes(fieldClass)) return 'none';
  if (purpose === 'LOCATE_CHILD' && !situation.open) return 'none';
  if (isHeldBack(role, fieldClass, situation)) return 'none';
  const grant = oracleLetter(letters[role]?.[classOrder.indexOf(fieldClass)] ?? 'X', purpose, situation);
  const mayTellHome = fieldClass === 'LO' && situation.isProtected && !trustedWithAddress.includes(role);
  return mayTellHome && grant !== 'none' ? 'summary' : grant;
};

/** Whether a grant shows what `SC`, `SC summary` or `SC records` governs, on a record of the reader's own organisation or another's. */
const grantShows = (grant: string, level: string | undefined, isOwn: boolean): boolean => {
  if (grant === 'full' || (grant === 'own' && isOwn)) return true;
  if (level === 'records') return grant !== 'none';
  return grant === 'summary' && level === 'summary';
};

/** Whether a reader may see what `SC` or `SC summary` governs. */
export const oracleShows = (
  viewer: { readonly role: string; readonly purpose: string },
  governing: string,
  situation: Situation,
  isOwn: boolean,
): boolean => {
  if (governing === 'open') return true;
  const [fieldClass = '', level] = governing.split(' ');
  return grantShows(oracleGrant(viewer.role, viewer.purpose, fieldClass, situation), level, isOwn);
};
