import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { InvalidRequest } from '../domain/errors.ts';
import { isPseudonymous } from '../domain/is-pseudonymous.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { ReadKeys } from './statement.ts';
import type { TableName } from './tables.ts';

const derive = (hubKey: Buffer, info: string): Buffer => Buffer.from(hkdfSync('sha256', hubKey, '', info, 16));

/** The keys a viewer's reads are bound to; pseudonyms are one reader's own. The cursor's is derived where a page asks. */
export const readKeys = (hubKey: Buffer, viewer: Viewer): ReadKeys => {
  let cursor: Buffer | null = null;
  return {
    get cursor() {
      cursor ??= derive(hubKey, `cursor/${viewer.organisation}/${viewer.role}`);
      return cursor;
    },
    pseudonym: isPseudonymous(viewer.role, viewer.purpose)
      ? derive(hubKey, `pseudonym/${viewer.organisation}/${viewer.person}`)
      : null,
  };
};

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const nil = '00000000-0000-0000-0000-000000000000';

const toUuid = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const fromUuid = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

/** One AES block is exactly one uuid, so a pseudonym is a permutation: it can be taken back by its reader alone. */
const takeBack = (pseudonym: string, key: Buffer): string => {
  const decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  return toUuid(Buffer.concat([decipher.update(fromUuid(pseudonym)), decipher.final()]));
};

/** The pseudonym of an id for one reader; the SQL of `pseudonymSql` gives the same. */
export const pseudonymOf = (uuid: string, key: Buffer): string => {
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  return toUuid(Buffer.concat([cipher.update(fromUuid(uuid)), cipher.final()]));
};

/** SQL for the reader's pseudonym of an id. */
export const pseudonymSql = (id: string, key: string): string =>
  `encode(encrypt(uuid_send(${id}), ${key}, 'aes-ecb/pad:none'), 'hex')::uuid`;

/** The parts of a global id, `Child:…`; null where the text is none. */
export const readGlobalId = (globalId: string): { type: string; uuid: string } | null => {
  const [type, uuid, ...rest] = globalId.split(':');
  return type && uuid && rest.length === 0 && uuidPattern.test(uuid) ? { type, uuid: uuid.toLowerCase() } : null;
};

/**
 * The hub's own id for a global id of this type as the viewer knows it. Anything that is no such id gives an id
 * nothing has, so that malformed, absent and hidden are not told apart.
 */
export const ownId = (globalId: unknown, type: string, keys: ReadKeys): string => {
  const parts = typeof globalId === 'string' ? readGlobalId(globalId) : null;
  if (parts?.type !== type) return nil;
  return keys.pseudonym ? takeBack(parts.uuid, keys.pseudonym) : parts.uuid;
};

/** The list a cursor is of. */
type CursorLabel = TableName | 'Disclosure' | 'EnrichmentRequest' | 'ReviewTask' | 'SourcePerson' | 'UnlinkRequest';

const zeroIv = Buffer.alloc(16);
const check = (keys: Buffer, label: string): Buffer =>
  createHash('sha256').update(label).update(keys).digest().subarray(0, 16);

/** SQL for the cursor after a row: its keys and a check, encrypted, so that a keyset value is never readable. */
export const cursorSql = (label: TableName, ids: readonly string[], key: string): string => {
  const keys = ids.map((id) => `uuid_send(${id})`).join(' || ');
  const guarded = `substr(sha256(convert_to('${label}', 'UTF8') || ${keys}), 1, 16) || ${keys}`;
  return `encode(encrypt_iv(${guarded}, ${key}, '\\x00000000000000000000000000000000', 'aes-cbc/pad:none'), 'hex')`;
};

/**
 * The keys a page starts after: as many ids as the cursor has, or the lowest ids where there is no cursor.
 * @throws InvalidRequest for a cursor this viewer was not given for such a page
 */
export const readCursor = (cursor: unknown, label: CursorLabel, count: number, key: Buffer): readonly string[] => {
  if (cursor === null || cursor === undefined) return Array.from({ length: count }, () => nil);
  const refused = new InvalidRequest('after: not a cursor of this list');
  if (typeof cursor !== 'string' || !/^[0-9a-f]+$/.test(cursor) || cursor.length !== (count + 1) * 32) throw refused;
  const decipher = createDecipheriv('aes-128-cbc', key, zeroIv).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(Buffer.from(cursor, 'hex')), decipher.final()]);
  const keys = plain.subarray(16);
  if (!plain.subarray(0, 16).equals(check(keys, label))) throw refused;
  return Array.from({ length: count }, (_, index) => toUuid(keys.subarray(index * 16, index * 16 + 16)));
};

/** The cursor after a row of one id, as `cursorSql` writes it. */
export const cursorOf = (label: CursorLabel, id: string, key: Buffer): string => {
  const keys = fromUuid(id);
  const cipher = createCipheriv('aes-128-cbc', key, zeroIv).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([check(keys, label), keys])), cipher.final()]).toString('hex');
};
