import { z } from 'zod';
import { exportLine } from '../domain/ledger-export.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';

const lineRow = z.object({ line: exportLine });

const entryJson = `json_build_object('type', 'entry', 'position', l.position, 'id', e.id, 'writer', e.writer,
  'sequence', e.sequence::text, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'requestId', e.request_id, 'person', e.person, 'organisation', e.organisation, 'role', e.role, 'purpose', e.purpose,
  'operation', e.operation, 'plan', e.plan, 'fieldList', e.field_list, 'touched', e.touched,
  'knownAt', ${isoInstant('e.known_at')}, 'asKnownAt', ${isoInstant('e.as_known_at')},
  'policyVersion', e.policy_version, 'previousHash', encode(e.previous_hash, 'hex'), 'hash', encode(e.hash, 'hex'))`;

/**
 * Lines of the export for the places after one and up to another: entries, each checkpoint behind its last, and behind
 * it what partners signed of it.
 */
export const ledgerLines = async (tx: Transaction, after: number, upTo: number) =>
  (
    await select(
      tx,
      lineRow,
      `select line from (
         select l.position, 0 part, ${entryJson} line
         from ledger_leaf l join ledger_entry e on e.id = l.entry_id where l.position > $1 and l.position <= $2
         union all
         select tree_size, 1, json_build_object('type', 'checkpoint', 'note', note)
         from ledger_checkpoint where tree_size > $1 and tree_size <= $2
         union all
         select tree_size, 2, json_build_object('type', 'cosignature', 'signature', signature)
         from exchange_cosignature where tree_size > $1 and tree_size <= $2) x
       order by position, part`,
      [after, upTo],
    )
  ).map(({ line }) => line);

/** Lines of the export for every list of fields. */
export const fieldListLines = async (tx: Transaction) =>
  (
    await select(
      tx,
      lineRow,
      `select json_build_object('type', 'fields', 'id', id, 'coordinates', coordinates) line
       from ledger_field_list order by id`,
    )
  ).map(({ line }) => line);
