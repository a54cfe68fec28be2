import { z } from 'zod';
import { type DrawnSample, drawFrom, type SampleQuestion } from '../app/practice/draw-sample.ts';
import { command } from './command.ts';
import { withHub } from './open-hub.ts';
import { isOrganisation, unknownOrganisation } from './words.ts';

// Whoever runs the hub sees no record: which children they are is told to those who may know, in GraphQL.
const placesOf = ({ drawn, masks }: DrawnSample): readonly number[] => {
  const frame = [...masks.keys()].toSorted();
  return drawn.map((id) => frame.indexOf(id) + 1);
};

const nextCommand = ({ from, to, authority, size, seed }: SampleQuestion): string => {
  const where = authority === null ? '' : `, authority: "${authority}"`;
  const asked = `from: "${from}", to: "${to}"${where}, size: ${size}, seed: ${JSON.stringify(seed)}`;
  const question = `{ auditSample(${asked}) { frameHash drawn { childId } reserves { childId } } }`;
  return `  homeward query '${question}' --role auditor --organisation DSCP --purpose AUDIT_PSEUDONYMISED`;
};

const textOf = (question: SampleQuestion, sample: DrawnSample): string =>
  [
    `${sample.size} of ${sample.frameSize} children (${sample.percent} %) with an absence that began from ${question.from} to ${question.to}`,
    `  seed   ${sample.seed}`,
    `  frame  ${sample.frameHash}`,
    `  places ${placesOf(sample).join(' ')}`,
    'the same children and seed give the same sample; a place is that in the frame, sorted by id',
    'which children they are, as an auditor (noted in the ledger; the frame is what the auditor reaches):',
    nextCommand(question),
  ].join('\n');

/** `homeward audit sample`: draws the cases of an audit, so that anybody can draw them again. */
export const auditSampleCommand = command({
  name: 'audit sample',
  summary: 'draw a reproducible random sample of the children of a period, for an audit',
  options: [
    { flags: '--from <date>', summary: 'first day on which an absence began' },
    { flags: '--to <date>', summary: 'last day' },
    { flags: '--authority <code>', summary: 'only children of this responsible authority' },
    { flags: '--size <number>', summary: 'how many children to draw' },
    { flags: '--seed <words>', summary: 'any words, to draw the same again' },
  ],
  help: 'Example:\n  homeward audit sample --from 2015-10-16 --to 2015-10-22 --size 15 --seed "audit of October"',
  input: z
    .object({
      from: z.iso.date('is not a date such as 2026-03-01'),
      to: z.iso.date('is not a date such as 2026-03-01'),
      authority: z.string().refine(isOrganisation, unknownOrganisation).optional(),
      size: z.coerce.number('is not a number').int('is not a whole number').min(1, 'is at least 1'),
      seed: z.string('is missing').min(1, 'is empty'),
    })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'is before the first day' }),
  run: (deps, { authority = null, ...asked }) =>
    withHub(deps, async (hub) => {
      const question = { ...asked, authority };
      const sample = await drawFrom(hub.pools, 'OPERATOR', question);
      const { masks: _masks, drawn: _drawn, reserves: _reserves, ...shown } = sample;
      return {
        value: { from: asked.from, to: asked.to, authority, ...shown, places: placesOf(sample) },
        text: textOf(question, sample),
      };
    }),
});
