import { type ReadingCeiling, type Redaction, takenInBy } from '../../domain/agreement.ts';
import type { KeptConversation } from '../../domain/exchange/log.ts';
import { type ExchangePayload, schemaVersion } from '../../domain/exchange/payload.ts';
import type { EpisodeReference } from '../../domain/model/values.ts';
import { enteredSubject, linkEntered } from '../../store/entered-subjects.ts';
import { keepCeiling } from '../../store/exchange/ceilings.ts';
import { takeLane } from '../../store/lane.ts';
import { findCurrentRecords, retireRecords } from '../../store/source-records.ts';
import type { Transaction } from '../../store/transaction.ts';
import { isReadable, type Readable } from '../ingest/arrivals.ts';
import type { IngestDeps } from '../ingest/deps.ts';
import { getAdapter } from '../ingest/find-format.ts';
import { readFile } from '../ingest/read-file.ts';
import { placeAndProject, retractUnstated } from '../ingest/store-wave.ts';
import { takeEntered } from '../ingest/take-entered.ts';

const adapterId = 'hub-records';
const formatId = `${adapterId}-interviews`;
const namespace = `${adapterId}/${formatId}`;

/** A result as it came, of the child it was asked for. */
export interface ArrivedResult {
  readonly conversation: KeptConversation;
  readonly childId: string;
  /** Code of the authority that held the interview. */
  readonly performer: string;
  /** Content of the message: an interview, as far as it was sent. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly redacted: readonly Redaction[];
  /** How far the agreement it came under lets it be read. */
  readonly ceiling: ReadingCeiling;
  /** The absences it was asked for, as this hub named them. */
  readonly episodes: readonly EpisodeReference[];
  readonly now: string;
}

/** What was not sent is empty because its source withheld it: never counted as missing. */
const withheld = (redacted: readonly Redaction[]) =>
  Object.fromEntries(
    redacted.map(({ field }) => [field.slice(field.indexOf('.') + 1), { reason: 'WITHHELD_BY_SOURCE' }]),
  );

const fileOf = ({ conversation, content, redacted, episodes }: ArrivedResult): Uint8Array => {
  const { interviewId: _number, about: _asked, statedAt, ...fields } = content;
  const { system, key } = enteredSubject('');
  const entry = {
    ...{ id: conversation.id, child: { system: system.replace(/:.*$/, ''), key: key === '' ? 'x' : key }, statedAt },
    ...{ episodes, ...fields, absent: withheld(redacted) },
  };
  return Buffer.from(JSON.stringify({ contract: `${adapterId}/interviews`, version: '1.0', interviews: [entry] }));
};

const formatIn = ({ adapters }: IngestDeps) => {
  const format = getAdapter(adapters, adapterId).formats.find(({ id }) => id === formatId);
  if (!format) throw new Error('there is no contract of interviews');
  return format;
};

/** The interview alone, of the child it was asked for: who the child is was settled when it was asked. */
const interviewOf = (arrival: Readable, childId: string): Readable => {
  const facts = arrival.record.facts.filter(({ kind }) => kind === 'interview');
  return {
    ...arrival,
    record: { ...arrival.record, facts: facts.map((one) => ({ ...one, subject: enteredSubject(childId) })) },
  };
};

/**
 * Takes the result of an interview in as a delivery of the authority that held it, with its provenance, in the caller’s
 * transaction; sent again or corrected, it is a new version of the same record.
 */
export const takeResult = async (deps: IngestDeps, tx: Transaction, result: ArrivedResult): Promise<void> => {
  const { childId, performer: organisation, now } = result;
  const format = formatIn(deps);
  const bytes = fileOf(result);
  const [read] = readFile({ format, bytes, options: { organisation, receivedAt: now } });
  if (!read || !('arrival' in read) || !isReadable(read.arrival)) throw new Error('a checked result cannot be read');
  await linkEntered(tx, { organisation, childId, person: takenInBy, knownAt: await takeLane(tx, now) });
  const arrival = interviewOf(read.arrival, childId);
  const name = `exchange-${schemaVersion}.json`;
  await takeEntered(deps, tx, {
    adapterId,
    format,
    name,
    bytes,
    arrival,
    organisation,
    enteredBy: takenInBy,
    receivedAt: now,
  });
  await keepCeiling(tx, { organisation, namespace, key: result.conversation.id }, result.ceiling);
};

/** Takes a withdrawn result out of use: its record is retracted, and stays in what was known before. */
export const withdrawResult = async (
  deps: IngestDeps,
  tx: Transaction,
  { conversation, performer, now }: Pick<ArrivedResult, 'conversation' | 'performer' | 'now'>,
): Promise<void> => {
  const current = await findCurrentRecords(tx, { organisation: performer, namespace }, [conversation.id]);
  if (current.length === 0) return;
  const knownAt = await takeLane(tx, now);
  await retireRecords(
    tx,
    current.map(({ id }) => id),
  );
  const subjects = await retractUnstated(tx, current, knownAt);
  await placeAndProject(deps, tx, { subjects, unplaced: [], knownAt });
};

/** Kinds of message that bring a result: to whoever asked for the interview, and to a third party. */
export type ResultKind = 'RHI_RESULT' | 'RESULT_COPY';

const isResult = (kind: string): kind is ResultKind => kind === 'RHI_RESULT' || kind === 'RESULT_COPY';

const kindOf = (body: ExchangePayload['body']): ResultKind | null => {
  const kind = body.kind === 'CORRECT' || body.kind === 'RECALL' ? body.content.kind : body.kind;
  return isResult(kind) ? kind : null;
};

/** What of a message is a result, or withdraws one. */
export const resultIn = ({
  body,
  redacted,
}: ExchangePayload):
  | (Pick<ArrivedResult, 'content' | 'redacted'> & { readonly part: ResultKind })
  | 'WITHDRAWN'
  | null => {
  const part = kindOf(body);
  if (part === null) return null;
  if (body.kind === 'RECALL') return 'WITHDRAWN';
  const own = redacted.filter(({ field }) => field.startsWith(`${part}.`));
  const content = body.kind === 'CORRECT' ? body.content.replacement : body.content;
  return { part, content, redacted: own };
};
