import type { AnyCanonicalRecord, Mapping, ReadOptions } from '../../src/domain/adapter.ts';
import { parseDay } from '../../src/domain/dates.ts';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { absent, type Row, readDay, readText, report, textOf } from '../social-care/row.ts';
import { ssdColumns } from '../social-care/ssd.ts';
import { type Place, tableFormat } from '../social-care/table-format.ts';

type Plan = RecordBody['plan'];

const columns = {
  id: 'episode_id',
  person: 'person_id',
  start: 'episode_start_date',
  end: 'episode_end_date',
  reason: 'episode_reason',
  endReason: 'episode_end_reason',
  organisation: 'episode_organisation',
  worker: 'episode_worker_id',
  planned: 'plan_date',
  updated: 'plan_updated',
} as const;

/** ★ Names without prefix that columns are met under, besides those of the specification. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['id', columns.id],
  ['start_date', columns.start],
  ['start', columns.start],
  ['end_date', columns.end],
  ['end', columns.end],
  ['reason', columns.reason],
  ['end_reason', columns.endReason],
  ['organisation', columns.organisation],
  ['worker', columns.worker],
  ['worker_id', columns.worker],
  ['worker_name', columns.worker],
  ['episode_worker', columns.worker],
  ['episode_worker_name', columns.worker],
]);

const localNumber = 'a number in place of the name: it is the case system’s, which no token bears';
const notOpen = 'episodes that have ended, or whose end cannot be read';

const mapping: readonly Mapping[] = [
  { source: columns.person, target: null, loss: null },
  { source: columns.id, target: null, loss: null },
  { source: '(table)', target: 'plan.planType', loss: null },
  { source: columns.start, target: 'plan.startedOn', loss: 'a time beside it' },
  { source: columns.start, target: 'involvement.startedOn', loss: notOpen },
  { source: columns.end, target: 'plan.endedOn', loss: 'a time beside it' },
  { source: columns.end, target: 'involvement.endedOn', loss: notOpen },
  { source: columns.reason, target: 'plan.reason', loss: null },
  { source: columns.endReason, target: 'plan.endReason', loss: null },
  { source: columns.organisation, target: 'plan.provider', loss: null },
  { source: columns.worker, target: 'plan.lead', loss: localNumber },
  { source: columns.worker, target: 'involvement.personName', loss: localNumber },
  { source: columns.planned, target: 'plan.hasPlan', loss: null },
  { source: columns.planned, target: 'plan.updatedOn', loss: 'the day it was written, once it has been updated' },
  { source: columns.updated, target: 'plan.updatedOn', loss: null },
  { source: '(sender)', target: 'involvement.involvement', loss: notOpen },
  { source: '(sender)', target: 'involvement.involvedOrganisation', loss: notOpen },
];

const plainName = (name: string): string => {
  const plain = name.toLowerCase().replace(/^(?:earl|eh)_/, '');
  return aliases.get(plain) ?? plain;
};

/**
 * SSD early help episodes: one episode a row, with or without the prefix of its columns. Two columns of ours may stand
 * beside those of the specification: `plan_date` and `plan_updated`, the days a plan was written and last changed;
 * where they are sent and empty, the episode has no plan.
 */
export const ssdEarlyHelp = tableFormat({
  ...ssdColumns,
  id: 'ssd-early-help',
  title: 'SSD early help episodes, and whether there is a plan',
  scope: 'ssd/early-help',
  // The numbering of the case system: where an authority keeps early help in it, both tables speak of one person.
  subject: { system: 'ssd', column: columns.person },
  required: [columns.start, columns.reason],
  mapping,
  unmapped: [],
  columnOf: plainName,
  keyOf: (row) => (textOf(row, columns.id) === '' ? madeKey(row) : [textOf(row, columns.id)]),
  begin: (_rows, options) => (row, place) => factsOf(row, place, options),
});

const madeKey = (row: Row): readonly string[] => [
  textOf(row, columns.person),
  parseDay(textOf(row, columns.start)) ?? textOf(row, columns.start),
  textOf(row, columns.reason).toUpperCase(),
];

type Written = Pick<Plan, 'hasPlan' | 'updatedOn'>;

/** A date that cannot be read leaves open whether there is a plan. */
const readWritten = (row: Row): Written => {
  const isAsked = row.cells.has(columns.planned) || row.cells.has(columns.updated);
  if (!isAsked) return { hasPlan: null, updatedOn: null };
  const target = { field: null, rule: 'PLAN_DATE', blank: 'NOT_APPLICABLE' } as const;
  const planned = readDay(row, columns.planned, target);
  const updated = readDay(row, columns.updated, target);
  const updatedOn = updated ?? planned;
  const isBad = updatedOn === null && textOf(row, columns.planned) + textOf(row, columns.updated) !== '';
  if (updatedOn === null) row.absences['updatedOn'] = { reason: isBad ? 'INVALID' : 'NOT_APPLICABLE' };
  if (isBad) row.absences['hasPlan'] = { reason: 'INVALID' };
  return { hasPlan: isBad ? null : updatedOn !== null, updatedOn };
};

/** Some systems write the name where the specification has the number of the worker. */
const readWorker = (row: Row): string | null => {
  const text = textOf(row, columns.worker);
  if (text !== '' && !/\d/.test(text)) return text;
  absent(row, columns.worker, 'lead', text === '' ? 'NOT_ASKED' : 'LOST_IN_MAPPING');
  return null;
};

const readPlan = (row: Row): Plan => {
  const startedOn = readDay(row, columns.start, { field: 'startedOn', rule: 'START_DATE', blank: 'NOT_ASKED' });
  const endedOn = readDay(row, columns.end, { field: 'endedOn', rule: 'END_DATE', blank: 'TEMPORARILY_UNKNOWN' });
  if (startedOn !== null && endedOn !== null && endedOn < startedOn) {
    report(row, 'END_BEFORE_START', columns.end, 'The episode ends before it starts');
  }
  const name = readWorker(row);
  return bodyWith('plan', {
    ...{ planType: 'EARLY_HELP', startedOn, endedOn, ...readWritten(row) },
    reason: readText(row, columns.reason, 'reason', 'NOT_ASKED'),
    endReason: readText(row, columns.endReason, 'endReason', endedOn === null ? 'NOT_APPLICABLE' : 'NOT_ASKED'),
    provider: readText(row, columns.organisation, 'provider', 'NOT_ASKED'),
    lead: name === null ? null : { name, relationship: null, phone: null, organisation: null },
  });
};

function factsOf(row: Row, place: Place, { organisation }: ReadOptions): readonly AnyCanonicalRecord[] {
  const plan = readPlan(row);
  // Set apart, because other tables of the same case system key their own facts as they like.
  const stated = { key: `early-help/${place.key}`, subject: place.subject, statedAt: null };
  const facts: AnyCanonicalRecord = { ...stated, kind: 'plan', body: plan, absences: row.absences };
  return [facts, ...involvementOf(row, plan, organisation).map((one) => ({ ...stated, ...one }))];
}

/** The tie of early help to the child, while the episode is open; an end that cannot be read is an end all the same. */
function involvementOf(row: Row, { startedOn, endedOn, lead }: Plan, organisation: string) {
  const isOpen = endedOn === null ? textOf(row, columns.end) === '' : endedOn >= row.receivedOn;
  if (!isOpen) return [];
  const { startedOn: start, endedOn: end, lead: worker } = row.absences;
  const absences = {
    ...(start && { startedOn: start }),
    ...(end && { endedOn: end }),
    ...(worker && { personName: worker }),
  };
  const involvement = { involvement: 'EARLY_HELP' as const, involvedOrganisation: organisation };
  const body = bodyWith('involvement', { ...involvement, personName: lead?.name ?? null, startedOn, endedOn });
  return [{ kind: 'involvement' as const, body, absences }];
}
