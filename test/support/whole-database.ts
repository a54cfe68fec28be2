import type { Pool } from 'pg';

/** Everything a database holds as one text: every column of every row, and the bytes of files as they read. */
export const wholeDatabase = async (owner: Pool): Promise<string> => {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select c.relname::text "name" from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query<{ text: string | null }>(
      `select string_agg(t::text, e'\\n') "text" from "${name}" t`,
    );
    parts.push(`${name}\n${rows[0]?.text ?? ''}`);
  }
  const { rows: files } = await owner.query<{ bytes: Buffer }>('select bytes from raw_content');
  return [...parts, ...files.map(({ bytes }) => bytes.toString('utf8'))].join('\n');
};
