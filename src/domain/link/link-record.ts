/** One word or group of words of a name, with all that comparing it needs; made once for each text by a lexicon. */
export interface Name {
  /** In small Latin letters, words parted by one space. */
  readonly text: string;
  /** Its words, where there are several; of a double-barrelled name each half. */
  readonly parts: readonly string[];
  /** How it sounds (double metaphone), one or two ways; empty where it has no sound. */
  readonly sounds: readonly string[];
  /** Lines of the table of nicknames in which it is the long form, and in which a short one. */
  readonly longOf: readonly number[];
  readonly shortOf: readonly number[];
  /** Lines of the table of transliterations it stands in. */
  readonly writings: readonly number[];
}

/** A day of birth as far as it is known. */
export interface BirthDate {
  readonly year: number;
  /** 1 to 12; meaningless where the precision is YEAR. */
  readonly month: number;
  readonly day: number;
  readonly precision: 'DAY' | 'MONTH' | 'YEAR';
  /** How much of it may only have been filled in: 1 January and the first of a month are what systems write for less. */
  readonly doubt: 'NONE' | 'DAY' | 'DAY_AND_MONTH';
  /** `YYYYMMDD`. */
  readonly digits: string;
}

/** A record as identity is decided by: standardised, nothing more, never stored beside raw values of others. */
export interface LinkRecord {
  readonly id: string;
  /** System that sent it. */
  readonly source: string;
  readonly given: Name | null;
  readonly middles: readonly Name[];
  readonly surname: Name | null;
  /** Other names, each whole and word by word: aliases, previous and preferred names. */
  readonly aliases: readonly Name[];
  readonly born: BirthDate | null;
  readonly sex: string | null;
  /** Present first, then past. */
  readonly postcodes: readonly string[];
  /** House of the first postcode. */
  readonly house: string | null;
  /** In the order of the shape's identifiers; null where there is none or it is not valid. */
  readonly identifiers: readonly (string | null)[];
  /** Further numbers of one child each, `numbering|number`: former UPNs, a ULN, an authority's own. */
  readonly numbers: readonly string[];
  /** In the order of the shape's texts. */
  readonly texts: readonly (Name | null)[];
  /** Never to be joined with anybody: an unknown identity, a record set apart for safeguarding. */
  readonly isBarred: boolean;
  /** Sealed at adoption. */
  readonly isSealed: boolean;
}

/** A numbering that records may carry. */
export interface IdentifierField {
  readonly field: string;
  readonly check: 'nhs' | 'upn' | 'none';
}

/** A further text that records may carry: an address line or a town is compared by likeness, a category by equality. */
export interface TextField {
  readonly field: string;
  readonly kind: 'text' | 'category';
  /** Whether one value belongs to hardly more than one person (an e-mail address). */
  readonly isStrong: boolean;
}

/** Which fields the records of a linkage have, beyond the names, birth, sex and address of every one. */
export interface LinkShape {
  readonly identifiers: readonly IdentifierField[];
  readonly texts: readonly TextField[];
}

/** ★ What the hub's own records carry. */
export const childShape: LinkShape = {
  identifiers: [
    { field: 'nhs', check: 'nhs' },
    { field: 'upn', check: 'upn' },
  ],
  texts: [],
};
