import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { readMapping } from '../app/link/mapping.ts';
import { trainModel } from '../app/link/train-model.ts';
import { command } from './command.ts';
import { countOf } from './counts.ts';
import { readGiven } from './files.ts';

/** `homeward link train`: makes a model artefact of records of which nobody says who is who. */
export const linkTrainCommand = command({
  name: 'link train',
  summary: 'train a linkage model on records, without knowing who is who',
  arguments: [{ syntax: '<records>', summary: 'CSV of records' }],
  options: [
    { flags: '--map <file>', summary: 'JSON: which column holds what, as for link evaluate' },
    { flags: '--out <file>', summary: 'JSON file to write the model to' },
    { flags: '--model-version <name>', summary: 'what links decided by it are to name' },
    { flags: '--seed <n>', summary: 'whole number random pairs are drawn by (default 1)' },
  ],
  help: `Example:
  homeward link train records.csv --map map.json --out src/domain/link/model-2026-1.json --model-version 2026.1

A model in force is replaced only on purpose: links keep the version they were decided by.`,
  input: z.object({
    records: z.string(),
    map: z.string('is needed'),
    out: z.string('is needed'),
    modelVersion: z.string('is needed').min(1, 'is needed'),
    seed: z.coerce.number('is not a number').int('is not a whole number').default(1),
  }),
  run: async (_deps, { records, map, out, modelVersion: version, seed }) => {
    const mapping = readMapping(basename(map), Buffer.from(await readGiven(map)).toString('utf8'));
    const model = await trainModel({ path: records, mapping, version, seed });
    await writeFile(out, `${JSON.stringify(model, null, 2)}\n`);
    const { comparisons, trainedOn } = model;
    const text = `model ${version} of ${countOf(trainedOn.records, 'record')} and ${countOf(comparisons.length, 'field')} in ${out}`;
    return { value: model.trainedOn, text };
  },
});
