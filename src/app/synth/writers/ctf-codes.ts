/** GSS code of an authority -> its DfE number, as it stood in 2015. */
const authorityNumbers: ReadonlyMap<string, string> = new Map([
  ['E08000016', '370'],
  ['E08000017', '371'],
  ['E08000018', '372'],
  ['E08000019', '373'],
  ['E08000038', '370'],
  ['E08000039', '373'],
]);

/** ★ Words for a language, as people and ISO 639 have them -> the DfE code. */
const languageCodes: ReadonlyMap<string, string> = new Map([
  ['en', 'ENG'],
  ['English', 'ENG'],
  ['pl', 'POL'],
  ['Polish', 'POL'],
  ['ur', 'URD'],
  ['Urdu', 'URD'],
  ['ku', 'KUR'],
  ['Kurdish', 'KUR'],
]);

/** ★ What a contact is to the pupil -> the DfE code. */
const relationshipCodes: ReadonlyMap<string, string> = new Map([
  ['MOTHER', 'PAM'],
  ['FATHER', 'PAF'],
  ['STEPMOTHER', 'STM'],
  ['STEPFATHER', 'STF'],
  ['FOSTER MOTHER', 'FOM'],
  ['FOSTER FATHER', 'FOF'],
  ['CARER', 'CAR'],
]);

/** The DfE number of an authority; a number, or a code without one, as it is. */
export const authorityNumber = (code: string | null): string | null =>
  code === null ? null : (authorityNumbers.get(code) ?? code);

/** The DfE code of a language; another code stays as it is. */
export const languageCode = (word: string | null): string | null =>
  word === null ? null : (languageCodes.get(word) ?? word);

/** The DfE code of a relationship; one without a code is some other contact. */
export const relationshipCode = (word: string | null): string | null =>
  word === null ? null : (relationshipCodes.get(word.toUpperCase()) ?? 'OTH');
