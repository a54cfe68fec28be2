import { z } from 'zod';
import type { Comparison } from './comparisons.ts';
import frozen from './model-2026-1.json' with { type: 'json' };

const share = z.number().gt(0).lt(1);
const levelShares = z.strictObject({
  level: z.string(),
  /** Share of pairs of one person, and of two, that show this level, of those where both say something. */
  m: share,
  u: share,
});

/** What was learned of how well each level of agreement tells one person from two. */
export const linkModel = z.strictObject({
  version: z.string().min(1),
  trainedOn: z.strictObject({
    records: z.number().int().positive(),
    randomPairs: z.number().int().positive(),
    seed: z.number().int(),
    sessions: z.array(z.strictObject({ fixed: z.string(), pairs: z.number().int(), rounds: z.number().int() })),
  }),
  comparisons: z.array(z.strictObject({ field: z.string(), levels: z.array(levelShares) })),
});
export type LinkModel = Readonly<z.infer<typeof linkModel>>;

/** ★ The model in force: trained on invented children by `homeward link train`, replaced only on purpose. */
export const loadFrozenModel = (): LinkModel => linkModel.parse(frozen);

/** The learned shares of a comparison; undefined where the model does not know the field or knows other levels. */
export const sharesOf = (
  model: LinkModel,
  { field, levels }: Comparison,
): LinkModel['comparisons'][number]['levels'] | undefined => {
  const found = model.comparisons.find((comparison) => comparison.field === field);
  const agrees = found?.levels.length === levels.length && found.levels.every(({ level }, at) => level === levels[at]);
  return agrees ? found.levels : undefined;
};
