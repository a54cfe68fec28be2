import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain } from '../../../src/domain/link/explain.ts';
import { type ReviewDecision, standingOf } from '../../../src/domain/link/review.ts';
import { type EvidenceReader, showEvidence } from '../../../src/domain/link/review-evidence.ts';
import { neededBit } from '../../../src/domain/mask.ts';
import { rounds } from '../../support/depth.ts';
import { bornOn, type CaseRecord, linkAll, linkRecord } from '../../support/link-cases.ts';

const waits = { state: 'OPEN', isDisputed: false };
const disputed = { state: 'OPEN', isDisputed: true };
const decided = (decision: ReviewDecision) => ({ state: 'DECIDED', decision });

describe('a review stands', () => {
  test.for<readonly [string, readonly ReviewDecision[], boolean, object]>([
    ['decided after one vote', ['SAME'], false, decided('SAME')],
    ['waiting after one vote where two are asked', ['SAME'], true, waits],
    ['decided after two that agree', ['SAME', 'SAME'], true, decided('SAME')],
    ['disputed after two that differ', ['SAME', 'DIFFERENT'], true, disputed],
    [
      'disputed after two that both say two children, but not what they are to one another',
      ['SIBLING', 'DIFFERENT'],
      true,
      disputed,
    ],
    ['decided by the third', ['SAME', 'DIFFERENT', 'DIFFERENT'], true, decided('DIFFERENT')],
    ['disputed after three that all differ', ['SAME', 'DIFFERENT', 'SIBLING'], true, disputed],
    ['waiting after one who is unsure', ['UNSURE'], false, waits],
    ['decided by the next after one who was unsure', ['UNSURE', 'SAME'], false, decided('SAME')],
    ['disputed after two who are unsure', ['UNSURE', 'UNSURE'], false, disputed],
    ['waiting for a second who is sure', ['UNSURE', 'SAME'], true, waits],
  ])('%s', ([, votes, needsSecond, standing]) => {
    expect(standingOf(votes, needsSecond)).toEqual(standing);
  });
});

const identity = neededBit('ID', 'full');
const address = neededBit('AD', 'full');

const evidenceOf = (one: CaseRecord, other: CaseRecord, reader: EvidenceReader): string => {
  const linked = linkAll([linkRecord({ id: 'a', ...one }), linkRecord({ id: 'b', ...other })]);
  const [decision] = linked.decisions;
  if (!decision) throw new Error('no decision');
  const explanation = explain({ linkage: linked.linkage, decision, runnerUp: null, hashOf: (field) => field });
  return JSON.stringify(showEvidence({ ...explanation, model: '', zone: 'REVIEW' }, reader));
};

/** Names of quite different rarity, so that what they weigh differs. */
const names = fc.constantFrom('Smith', 'Khan', 'Webb', 'Ali', 'Fotheringham', 'Zawadzki', 'Muhammad', 'George');
const days = fc.integer({ min: 10, max: 28 }).map((day) => bornOn(`2012-05-${day}`));
const postcodes = fc.constantFrom('DN4 0ZZ', 'S60 0ZZ', 'DN1 0ZZ');

describe('a reviewer who may not see a field', () => {
  test('is told the same whatever it holds, as long as it agrees or differs as before', () => {
    const world = fc.record({ given: names, surname: names, born: days, postcode: postcodes });
    const property = fc.property(world, world, fc.boolean(), fc.boolean(), (one, other, hasVoted, seesAddress) => {
      const mask = seesAddress ? address : 0n;
      const reader: EvidenceReader = { masks: [mask, mask], hasVoted, margin: null };
      // What they may see is the same in both worlds.
      const seen = seesAddress ? one.postcode : null;
      const sides = ({ given, surname, born, postcode }: typeof one): CaseRecord => ({
        ...{ given, surname, born, postcodes: [seen ?? postcode] },
      });
      expect(evidenceOf(sides(one), sides(one), reader)).toBe(evidenceOf(sides(other), sides(other), reader));
    });
    fc.assert(property, { numRuns: rounds(60, 2_000) });
  });

  test('is told more as soon as they may see it of both children: the test would notice a leak', () => {
    const side: CaseRecord = { given: 'Fotheringham', surname: 'Webb', born: bornOn('2012-05-14') };
    const [rare, common] = [side, { ...side, given: 'Ali' }];
    const seeing: EvidenceReader = { masks: [identity, identity], hasVoted: true, margin: null };
    expect(evidenceOf(rare, rare, seeing)).not.toBe(evidenceOf(common, common, seeing));
    const half: EvidenceReader = { ...seeing, masks: [identity, 0n] };
    expect(evidenceOf(rare, rare, half)).toBe(evidenceOf(common, common, half));
    expect(evidenceOf(rare, rare, { ...seeing, hasVoted: false })).toContain('"score":null');
  });
});
