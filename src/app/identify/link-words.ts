import { createHmac } from 'node:crypto';
import { birthKeys } from '../../domain/link/birth-evidence.ts';
import { candidateKeys } from '../../domain/link/candidate-keys.ts';
import { createLexicon } from '../../domain/link/lexicon.ts';
import { childShape, type LinkRecord } from '../../domain/link/link-record.ts';
import { isEstimatingSource } from '../../domain/link/link-snapshot.ts';
import { type LinkPerson, rawRecordOf } from '../../domain/link/raw-record-of.ts';
import { standardise } from '../../domain/link/standardise.ts';
import type { LinkKey } from '../../store/link-keys.ts';

const none: ReadonlyMap<string, string> = new Map();

/** Makes records of source persons; what it has seen of names it keeps, so one lives no longer than a delivery or a run. */
export const createRecordReader = (): ((person: LinkPerson) => LinkRecord) => {
  const standards = {
    lexicon: createLexicon(),
    shape: childShape,
    superseded: none,
    isEstimating: isEstimatingSource,
  };
  return (person) => standardise(rawRecordOf(person), standards);
};

const hashed = (secret: Uint8Array, plain: string): string =>
  createHmac('sha256', secret).update(plain).digest().readBigInt64BE(0).toString();

/** The keyed hashes a source person is found under. */
export const linkKeysOf = (secret: Uint8Array, subjectId: string, record: LinkRecord): readonly LinkKey[] => {
  const keyOf = (isBirth: boolean) => (plain: string) => ({ subjectId, key: hashed(secret, plain), isBirth });
  return [...candidateKeys(record, childShape).map(keyOf(false)), ...birthKeys(record).map(keyOf(true))];
};

const valueIn = (record: LinkRecord, field: string): string => {
  const { given, surname, born, sex, postcodes, house, identifiers } = record;
  const at = childShape.identifiers.findIndex((identifier) => identifier.field === field);
  if (at >= 0) return identifiers[at] ?? '';
  const values: Readonly<Record<string, string | null | undefined>> = {
    ...{ given: given?.text, surname: surname?.text, born: born?.digits, sex },
    address: [...postcodes, house].join(' '),
  };
  return values[field] ?? '';
};

/** A keyed hash of what two records hold in a field, the same whichever comes first: it tells whether that changed. */
export const valuesHasher =
  (secret: Uint8Array, a: LinkRecord, b: LinkRecord) =>
  (field: string): string => {
    const values = [valueIn(a, field), valueIn(b, field)].toSorted();
    return createHmac('sha256', secret)
      .update(JSON.stringify([field, ...values]))
      .digest('hex')
      .slice(0, 16);
  };
