import type pg from 'pg';

const isFrame = (query: unknown): boolean => typeof query === 'string' && /^(begin|commit)\b/.test(query);

const unframed = (client: pg.PoolClient): pg.PoolClient =>
  new Proxy(client, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'query') return value.bind(target);
      return (query: unknown, ...more: unknown[]) =>
        isFrame(query) ? Promise.resolve({ rows: [] }) : Reflect.apply(value, target, [query, ...more]);
    },
  });

/** A pool whose clients answer BEGIN and COMMIT themselves and never send them: for measuring what they cost. */
export const withoutTransactions = (pool: pg.Pool): pg.Pool =>
  new Proxy(pool, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (name === 'connect') return () => target.connect().then(unframed);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
