import type { ReadOnce } from '../../src/store/single-read.ts';
import { openPool } from './open-pool.ts';

interface OneViewer {
  readonly organisation: string;
  readonly person: string;
  readonly role: string;
}

/**
 * The statement alone, in no transaction: for measuring what the transaction costs. Row-level security stands all the
 * same; its connections are told once who the one viewer is.
 */
export const readBare = (url: string, { organisation, person, role }: OneViewer): ReadOnce => {
  const viewer = { 'homeward.organisation': organisation, 'homeward.person': person, 'homeward.role': role };
  const pool = openPool(url, { role: 'homeward_read', ...viewer });
  return async (_viewer, { text, values, name }) =>
    (await pool.query({ text, values: [...values], ...(name === undefined ? {} : { name }) })).rows;
};
