import { z } from 'zod';
import type { FieldAbsence } from '../../src/domain/absence.ts';
import type { Mapping } from '../../src/domain/adapter.ts';
import type { RecordKind } from '../../src/domain/model/kinds.ts';
import type { Fields, Reading } from './reading.ts';

/** What an entry says beside its child: a body of the contract's kind, checked against the model when it is used. */
export interface Saying {
  readonly body: Fields;
  readonly absences: Readonly<Record<string, FieldAbsence>>;
  /** When the sender said it (ISO instant); null where the entry does not tell. */
  readonly statedAt: string | null;
}

/** What the entries of one kind of record look like, and how what they say is read. */
export interface Contract {
  readonly kind: RecordKind;
  /** Its name after `hub-records/`, before the id in the key of a fact, and at the head of every rule: `case-notes`. */
  readonly plural: string;
  /** Name of the list that holds the entries: `caseNotes`. */
  readonly list: string;
  /** One entry, with its article: `a case note`. */
  readonly one: string;
  /** Title of the format, for people. */
  readonly title: string;
  /** What the contract is for, as the published schema says it. */
  readonly about: string;
  /** One entry as the contract defines it. Reading is more forgiving. */
  readonly entry: z.ZodObject;
  /** One entry that says everything it can, of an invented child. */
  readonly example: Fields;
  readonly mapping: readonly Mapping[];
  /**
   * Reads in two goes, what an entry cannot do without now and the rest once its child has been read, so that issues
   * are told in that order. Faults that leave nothing to use are refused in the reading.
   */
  readonly begin: (reading: Reading, fields: Fields) => () => Saying;
}

/** One entry as a noun without its article. */
export const nounOf = ({ one }: Pick<Contract, 'one'>): string => one.replace(/^an? /, '');

/** What a file must say of itself to be read as one of this contract. */
export const envelopeOf = ({ plural }: Pick<Contract, 'plural'>) =>
  z.looseObject({
    contract: z.literal(`hub-records/${plural}`).describe('Name of the contract'),
    version: z
      .string()
      .regex(/^1\.\d+$/)
      .describe('Version of the contract; every 1 is read'),
  });

/** The published JSON Schema of a contract, written from what reads it. */
export const jsonSchema = (contract: Contract): Fields => {
  const { plural, list, one, about, entry, example } = contract;
  const file = z.strictObject({
    contract: envelopeOf(contract).shape.contract,
    version: z.literal('1.0').describe('Version of the contract'),
    [list]: z.array(entry).describe(`One entry ${one}`),
  });
  const { $schema, ...body } = z.toJSONSchema(file, { reused: 'inline' });
  const examples = [{ contract: `hub-records/${plural}`, version: '1.0', [list]: [example] }];
  return { $schema, title: `hub-records/${plural} 1.0`, description: about, ...body, examples };
};

/** Where what an entry says of its child goes, in every contract. */
export const childMapping: readonly Mapping[] = [
  { source: 'id', target: null, loss: null },
  { source: 'child.system', target: null, loss: null },
  { source: 'child.key', target: null, loss: null },
  { source: 'child.identifiers', target: 'person.identifiers', loss: null },
  { source: 'child.names', target: 'person.names', loss: null },
  { source: 'child.birthOn', target: 'person.birth', loss: null },
  { source: 'child.postcode', target: 'person.homeAddress', loss: null },
];
