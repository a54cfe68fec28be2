import type {
  AnyCanonicalRecord,
  CanonicalRecord,
  Issue,
  ReadOptions,
  SourceRecord,
} from '../../src/domain/adapter.ts';
import { londonDay } from '../../src/domain/dates.ts';
import { kinds } from '../../src/domain/model/kinds.ts';
import { key } from './child-contract.ts';
import { type Contract, nounOf, type Saying } from './contract.ts';
import { isEvidence, type ReadChild, readChild } from './read-child.ts';
import { type Fields, isFields, need, type Reading, refuse, report, reportUnknown, take } from './reading.ts';

const readWho = (reading: Reading, fields: Fields): ReadChild => {
  const given = fields['child'];
  const child = readChild(reading, isFields(given) ? given : {});
  if (!isEvidence(child)) {
    refuse(reading, 'child', 'child', 'Nothing tells which child it is: no number, no name.');
  }
  if (child.subject === null && child.body.birth === null) {
    const message = 'Without a date of birth the child can be matched to no other.';
    report(reading, 'unmatchable', 'child.birthOn', message);
  }
  return child;
};

const saysSomething = ({ names, identifiers, birth, homeAddress }: ReadChild['body']): boolean =>
  names.length + identifiers.length > 0 || birth !== null || homeAddress !== null;

type Statement = Omit<CanonicalRecord, 'body'> & { readonly body: unknown };

/** Whether what is stated obeys the model of its kind. */
const isCanonical = (statement: Statement): statement is AnyCanonicalRecord =>
  kinds[statement.kind].safeParse(statement.body).success;

/** The record, and the person where the entry says anything of them; each entry is a person of its own without a key. */
const statementsOf = (contract: Contract, id: string, child: ReadChild, saying: Saying): readonly Statement[] => {
  const { kind, plural } = contract;
  const { statedAt, body, absences } = saying;
  const subject = child.subject ?? { system: `hub-records-${plural}`, key: id };
  const common = { key: `${plural}/${id}`, subject, statedAt };
  const record = { ...common, kind, body, absences };
  if (!saysSomething(child.body)) return [record];
  return [record, { ...common, kind: 'person', body: child.body, absences: child.absences }];
};

const notAnEntry = ({ plural, one }: Contract): Issue => ({
  rule: `${plural}.shape`,
  field: null,
  message: `Not ${one} but something else.`,
});

/** One entry of a contract as a source record; what cannot be used at all comes back as unreadable. */
export const readEntry = (
  contract: Contract,
  raw: unknown,
  locator: string,
  { receivedAt }: Pick<ReadOptions, 'receivedAt'>,
): SourceRecord => {
  const place = { locator, raw: JSON.stringify(raw) };
  if (!isFields(raw)) return { ...place, key: null, facts: [], issues: [], unreadable: [notAnEntry(contract)] };
  const { plural } = contract;
  const reading: Reading = {
    plural,
    noun: nounOf(contract),
    receivedOn: londonDay(receivedAt),
    issues: [],
    fatal: [],
  };
  reportUnknown(reading, raw, '', contract.entry.shape);
  const id = need(reading, take(reading, raw, 'id', key), 'id');
  const finish = contract.begin(reading, raw);
  const child = readWho(reading, raw);
  const saying = finish();
  const { issues, fatal } = reading;
  const stated = id === null || fatal.length > 0 ? [] : statementsOf(contract, id, child, saying);
  const facts = stated.filter(isCanonical);
  if (facts.length < stated.length)
    refuse(reading, 'model', null, `The ${reading.noun} is not one of the hub’s model.`);
  if (fatal.length > 0) return { ...place, key: null, facts: [], issues, unreadable: fatal };
  return { ...place, key: id, facts, issues, unreadable: null };
};
