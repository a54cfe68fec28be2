import type { Ethnicity } from '../../src/domain/model/values.ts';

type Scheme = Ethnicity['scheme'];
type Crosswalk = Readonly<Record<string, string | null>>;

/** ★ Codes that mean the same in both police standards. W9 holds Gypsy, Roma and Traveller children too: no code. */
const shared: Crosswalk = {
  W1: 'WBRI',
  W2: 'WIRI',
  W9: null,
  M1: 'MWBC',
  M2: 'MWBA',
  M3: 'MWAS',
  M9: 'MOTH',
  A1: 'AIND',
  A2: 'APKN',
  A3: 'ABAN',
  A9: 'AOTH',
  B1: 'BCRB',
  B2: 'BAFR',
  B3: 'BOTH',
  B9: 'BOTH',
  O9: 'OOTH',
};

/** ★ What each standard adds. W3 of 18+1 is Gypsy or Irish Traveller, two groups of the DfE list: no code. */
const crosswalks = {
  POLICE_16_1: { ...shared, O1: 'CHNE' },
  POLICE_18_1: { ...shared, W3: null, W4: 'WROM', A4: 'CHNE', O2: 'OOTH' },
} as const satisfies Record<string, Crosswalk>;

const dfeCodes: ReadonlySet<string> = new Set([
  ...['WBRI', 'WIRI', 'WIRT', 'WROM', 'WOTH', 'MWBC', 'MWBA', 'MWAS', 'MOTH'],
  ...['AIND', 'APKN', 'ABAN', 'AOTH', 'CHNE', 'BCRB', 'BAFR', 'BOTH', 'OOTH'],
]);

const maps: ReadonlyMap<string, ReadonlyMap<string, string | null>> = new Map(
  Object.entries(crosswalks).map(([scheme, codes]) => [scheme, new Map(Object.entries(codes))]),
);

const has = (scheme: Scheme, code: string): boolean =>
  scheme === 'DFE' ? dfeCodes.has(code) : maps.get(scheme)?.has(code) === true;

/** Without a named scheme, the oldest that holds the code: only that much is certain of it. */
const schemeOf = (code: string, named: string | null): Scheme | undefined => {
  const schemes: readonly Scheme[] = ['POLICE_16_1', 'POLICE_18_1', 'DFE'];
  return schemes.find((scheme) => (named === null || named === scheme) && has(scheme, code));
};

const looksLikeCode = /^[A-Za-z]{1,4}\d{0,2}$/;

/** Whether a force's word for an ethnicity is a code of a known scheme, or words rather than a code. */
export const isEthnicity = (word: string): boolean =>
  !looksLikeCode.test(word) || schemeOf(word.toUpperCase(), null) !== undefined;

/** The ethnicity a force stated, with its own code kept, and the DfE code only where nothing is lost or guessed. */
export const ethnicityOf = (word: string, named: string | null, statedBy: Ethnicity['statedBy']): Ethnicity => {
  const code = word.toUpperCase();
  const scheme = schemeOf(code, named);
  if (scheme === undefined) return { code: null, sourceCode: word, scheme: 'TEXT', statedBy };
  return { code: scheme === 'DFE' ? code : (maps.get(scheme)?.get(code) ?? null), sourceCode: code, scheme, statedBy };
};
