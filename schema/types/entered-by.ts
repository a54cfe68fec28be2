import { z } from 'zod';
import type { FieldSource } from '../../src/plan/source.ts';
import type { RowFields } from '../fields.ts';

/** Who entered a record in the hub. It is a worker's name to those who work with the child, and to nobody else. */
export const enteredBy = (t: RowFields) =>
  t.string({
    description:
      'Who entered it in the hub, by the id their tokens name them with; FILE where a file or message of the organisation’s own system brought it.',
    extensions: {
      plan: {
        kind: 'expression',
        as: 'text',
        sql: (row) => `coalesce(${row}.entered_by, 'FILE')`,
      } satisfies FieldSource,
    },
    resolve: (row) => z.string().nullish().parse(row.fields['enteredBy']),
  });
