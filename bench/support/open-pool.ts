import pg from 'pg';
import { textTypes } from '../../src/store/pools.ts';

/** A pool like the hub's read pool, whose connections begin with these settings. */
export const openPool = (url: string, settings: Readonly<Record<string, string>> = {}): pg.Pool =>
  new pg.Pool({
    connectionString: url,
    max: 10,
    types: textTypes,
    options: Object.entries({ timezone: 'UTC', plan_cache_mode: 'force_generic_plan', ...settings })
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
