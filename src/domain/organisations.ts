/** Kinds of body that hold records of a child. */
export const agencies = [
  'police',
  'social-care',
  'health',
  'education',
  'early-help',
  'placement',
  'partnership',
  'hub',
] as const;
export type Agency = (typeof agencies)[number];

export interface Organisation {
  /** The code used at the door, in tokens and in provenance: police force code, ONS GSS code, ODS code, URN. */
  readonly code: string;
  readonly name: string;
  readonly agency: Agency;
  /** GSS code of the authority the organisation sits in; null where it spans several. */
  readonly authority: string | null;
}

/**
 * ★ The organisations this hub serves. A hub serves one safeguarding partnership of authorities;
 * sources: ONS GSS code lists, ODS, police force codes (domain reference 4.8).
 */
export const organisations: readonly Organisation[] = [
  { code: '14', name: 'South Yorkshire Police', agency: 'police', authority: null },
  { code: '16', name: 'Humberside Police', agency: 'police', authority: null },
  { code: '13', name: 'West Yorkshire Police', agency: 'police', authority: null },
  { code: 'E08000016', name: 'Barnsley (to 2025)', agency: 'social-care', authority: 'E08000016' },
  { code: 'E08000038', name: 'Barnsley', agency: 'social-care', authority: 'E08000038' },
  { code: 'E08000017', name: 'Doncaster', agency: 'social-care', authority: 'E08000017' },
  { code: 'E08000018', name: 'Rotherham', agency: 'social-care', authority: 'E08000018' },
  { code: 'E08000019', name: 'Sheffield (to 2025)', agency: 'social-care', authority: 'E08000019' },
  { code: 'E08000039', name: 'Sheffield', agency: 'social-care', authority: 'E08000039' },
  { code: 'RP5', name: 'Doncaster and Bassetlaw Teaching Hospitals', agency: 'health', authority: null },
  { code: 'RXE', name: 'Rotherham Doncaster and South Humber', agency: 'health', authority: null },
  { code: 'EH-E08000017', name: 'Doncaster Early Help', agency: 'early-help', authority: 'E08000017' },
  { code: '3714000', name: 'Danum Bridge Academy (invented)', agency: 'education', authority: 'E08000017' },
  { code: '3714001', name: 'Conisbrough Vale School (invented)', agency: 'education', authority: 'E08000017' },
  { code: 'SC400001', name: 'Larkfield House (invented)', agency: 'placement', authority: 'E08000017' },
  { code: 'SC400002', name: 'Wath Lodge (invented)', agency: 'placement', authority: 'E08000018' },
  { code: 'DSCP', name: 'Doncaster Safeguarding Children Partnership', agency: 'partnership', authority: 'E08000017' },
  { code: 'HUB', name: 'The hub operator', agency: 'hub', authority: null },
];

const byCode = new Map(organisations.map((organisation) => [organisation.code, organisation]));

/** The organisation with this code, or undefined where the hub does not serve it. */
export const findOrganisation = (code: string): Organisation | undefined => byCode.get(code);
