import type { Ethnicity } from '../../src/domain/model/values.ts';
import { codeOf, wordsOf } from './concepts.ts';
import { concept } from './datatypes.ts';
import { extensionsOf, own } from './fields.ts';
import { report, type Source } from './source.ts';

/**
 * ★ NHS ethnic categories as DfE codes. C holds Gypsy, Roma and Traveller children too, and the two-letter codes are
 * finer than any of the DfE list: no code.
 */
const categories: ReadonlyMap<string, string | null> = new Map([
  ['A', 'WBRI'],
  ['B', 'WIRI'],
  ['C', null],
  ['D', 'MWBC'],
  ['E', 'MWBA'],
  ['F', 'MWAS'],
  ['G', 'MOTH'],
  ['H', 'AIND'],
  ['J', 'APKN'],
  ['K', 'ABAN'],
  ['L', 'AOTH'],
  ['M', 'BCRB'],
  ['N', 'BAFR'],
  ['P', 'BOTH'],
  ['R', 'CHNE'],
  ['S', 'OOTH'],
]);

/** NHS Data Dictionary: Z was asked and would or could not say, 99 was not asked. */
const notGiven = new Map([
  ['Z', 'ASKED_DECLINED'],
  ['99', 'NOT_ASKED'],
] as const);

const isNotGiven = (code: string): code is 'Z' | '99' => code === 'Z' || code === '99';
const isCategory = /^[A-HJ-NPRS][A-Z0-9]?$/;

/** The ethnic category of a patient; not stated and not known are reasons for having none. */
export const readEthnicity = (source: Source): Ethnicity | null => {
  const [extension] = extensionsOf(source.resource.fields, 'EthnicCategory');
  if (extension === undefined) return null;
  const given = concept.safeParse(own(extension, 'valueCodeableConcept'));
  const code = given.success ? codeOf(given.data).code?.toUpperCase() : undefined;
  const words = given.success ? wordsOf(given.data) : null;
  if (code !== undefined && isNotGiven(code)) {
    source.absences['ethnicity'] = { reason: notGiven.get(code) ?? 'NOT_ASKED' };
    return null;
  }
  if (code !== undefined && isCategory.test(code)) {
    return { code: categories.get(code) ?? null, sourceCode: code, scheme: 'NHS', statedBy: 'NOT_SAID' };
  }
  report(source.issues, source.resource, 'ethnicity', 'extension.EthnicCategory', 'Not an NHS ethnic category.');
  if (words !== null) return { code: null, sourceCode: words, scheme: 'TEXT', statedBy: 'NOT_SAID' };
  source.absences['ethnicity'] = { reason: 'INVALID' };
  return null;
};
