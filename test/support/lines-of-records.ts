import type { LinkRecord } from '../../src/domain/link/link-record.ts';
import type { Line } from './lines-adapter.ts';

/** Who sends what the invented sources hold. */
const organisations: Readonly<Record<string, string>> = {
  health: 'RXE',
  education: '3714000',
  'social-care': 'E08000017',
  'early-help': 'EH-E08000017',
  police: '14',
};

/** A record as an organisation sends it. */
export interface SentLine {
  readonly organisation: string;
  readonly line: Line;
}

const dayOf = (digits: string): string => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;

const filled = <Value>(field: string, value: Value | null | undefined) =>
  value === null || value === undefined || value === '' ? {} : { [field]: value };

/** What a source would send of a record; its id is the source's own number. */
export const lineOfRecord = (record: LinkRecord): SentLine => {
  const { id, source, given, middles, surname, born, sex, postcodes, house, identifiers } = record;
  const [nhs, upn] = identifiers;
  const names = [given, ...middles].map((name) => name?.text ?? '').filter((text) => text !== '');
  return {
    organisation: organisations[source] ?? '14',
    line: {
      ...{ key: id, child: id },
      ...filled('given', names.join(' ')),
      ...filled('family', surname?.text),
      ...filled('born', born && dayOf(born.digits)),
      ...filled('sex', sex && (sex === 'F' ? 'FEMALE' : 'MALE')),
      ...filled('postcode', postcodes[0]),
      ...filled('house', house),
      ...filled('nhs', nhs),
      ...filled('upn', upn),
    },
  };
};
