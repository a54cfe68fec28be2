import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { linkKeysOf } from '../../src/app/identify/link-words.ts';
import { linkBatch } from '../../src/app/link/link-batch.ts';
import { loadFrozenModel } from '../../src/domain/link/link-model.ts';
import { childShape, type LinkRecord } from '../../src/domain/link/link-record.ts';
import { firstSnapshot } from '../../src/domain/link/link-snapshot.ts';
import { zoneThresholds } from '../../src/domain/matching.ts';
import { insertSnapshot } from '../../src/store/link-snapshots.ts';
import { lineOfRecord } from '../../test/support/lines-of-records.ts';

/** An id that is always the same for the same words. */
const idOf = (...words: readonly string[]): string => {
  const hex = createHash('sha256').update(words.join(' ')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
};

const AT_ONCE = 2_000;
const KNOWN = '2020-01-01T00:00:00Z';

const inParts = async <Item>(items: readonly Item[], insert: (part: readonly Item[]) => Promise<unknown>) => {
  for (let at = 0; at < items.length; at += AT_ONCE) await insert(items.slice(at, at + AT_ONCE));
};

const rowOf = (record: LinkRecord, childId: string) => {
  const { organisation, line } = lineOfRecord(record);
  const { given = null, family = null, born, sex = null, nhs, upn, postcode, house } = line;
  const identifier = (system: string, value: string | undefined) =>
    value === undefined ? [] : [{ system, value, authority: null, numbering: null, valid: true }];
  return {
    ...{ id: idOf('subject', record.id), fact: idOf('fact', record.id), organisation, key: record.id, childId },
    names: [{ use: 'LEGAL', given, family }],
    birth: born === undefined ? null : { earliest: born, latest: born, precision: 'DAY' },
    ...{ sex, identifiers: [...identifier('nhs-number', nhs), ...identifier('upn', upn)] },
    home: postcode === undefined ? null : { lines: house === undefined ? [] : [house], postcode, uprn: null },
  };
};

const recordset = `jsonb_to_recordset($1::jsonb) g (id uuid, fact uuid, organisation text, key text, "childId" uuid,
  names jsonb, birth jsonb, sex text, identifiers jsonb, home jsonb)`;

const insertPersons = async (pool: Pool, rows: readonly ReturnType<typeof rowOf>[]): Promise<void> => {
  const values = [JSON.stringify(rows)];
  await pool.query(
    `insert into subject (id, organisation, system, key) select id, organisation, 'lines', key from ${recordset}`,
    values,
  );
  await pool.query(
    `insert into fact (id, kind, organisation, system, key, subject_id)
     select fact, 'person', organisation, 'lines', 'person of ' || key, id from ${recordset}`,
    values,
  );
  await pool.query(
    `insert into child (id, first_subject_id) select "childId", min(id::text)::uuid from ${recordset} group by 1
     on conflict do nothing`,
    values,
  );
  await pool.query(
    `insert into membership (subject_id, child_id, known_from) select id, "childId", '${KNOWN}' from ${recordset}`,
    values,
  );
  await pool.query(
    `insert into person (id, known_from, subject_id, child_id, organisation, source_record_id, key, received_at, absences,
       names, birth, sex, identifiers, home_address, address_protected)
     select fact, '${KNOWN}', id, "childId", organisation, '${idOf('record')}', 'person of ' || key, '${KNOWN}', '{}',
       names, nullif(birth, 'null'), sex, identifiers, nullif(home, 'null'), false from ${recordset}`,
    values,
  );
};

const insertOrigin = async (pool: Pool): Promise<void> => {
  await pool.query(
    `insert into delivery (id, organisation, adapter, format, format_version, name, hash, size, mode, received_at, state)
     values ($1, '14', 'lines', 'upsert', '1', 'bench', '\\x00', 0, 'upsert', '${KNOWN}', 'DONE')`,
    [idOf('delivery')],
  );
  await pool.query(
    `insert into source_record (id, delivery_id, ordinal, organisation, namespace, key, locator, hash, state, current)
     values ($1, $2, 0, '14', 'lines/upsert', 'bench', 'bench', '\\x00', 'STORED', false)`,
    [idOf('record'), idOf('delivery')],
  );
};

/** Stores records as if they had come in one after the other and been linked; `secret` keys their hashes. */
export const fillRecords = async (
  pool: Pool,
  records: readonly LinkRecord[],
  secret: Uint8Array,
  onProgress: (line: string) => void,
): Promise<void> => {
  const model = loadFrozenModel();
  const { decisions, clusters } = linkBatch({
    ...{ records, shape: childShape, model, thresholds: zoneThresholds.usual, isOfChildren: true },
    ...{ mayPair: () => true, onProgress },
  });
  await insertOrigin(pool);
  const rows = records
    .map((record) => rowOf(record, idOf('child', clusters.clusterOf(record.id))))
    .toSorted((a, b) => (a.childId < b.childId ? -1 : 1));
  await inParts(rows, (part) => insertPersons(pool, part));
  onProgress('records stored');
  await inParts(records, async (part) => {
    const keys = part.flatMap((record) => linkKeysOf(secret, idOf('subject', record.id), record));
    await pool.query(
      `insert into link_key (subject_id, key, is_birth) select * from unnest($1::uuid[], $2::int8[], $3::bool[])`,
      [keys.map(({ subjectId }) => subjectId), keys.map(({ key }) => key), keys.map(({ isBirth }) => isBirth)],
    );
  });
  const client = await pool.connect();
  const snapshot = await insertSnapshot(client, firstSnapshot(model.version), KNOWN);
  client.release();
  await inParts(decisions, (part) => {
    const edges = part.map(({ a, b, ...decision }) => {
      const [one, other] = [idOf('subject', a.id), idOf('subject', b.id)].toSorted();
      return { ...decision, a: one, b: other };
    });
    return pool.query(
      `insert into link_edge (a, b, known_from, zone, rule, weight, guards, is_number_disputed, is_possible_sibling,
         is_refused, model, snapshot_id, explanation)
       select a, b, '${KNOWN}', zone, rule, weight, guards, "isNumberDisputed", "isPossibleSibling", false, $2, $3, '{}'
       from jsonb_to_recordset($1::jsonb) g (a uuid, b uuid, zone text, rule text, weight float8, guards text[],
         "isNumberDisputed" bool, "isPossibleSibling" bool)`,
      [JSON.stringify(edges), model.version, snapshot],
    );
  });
  await pool.query('analyze');
  onProgress('keys and links stored');
};
