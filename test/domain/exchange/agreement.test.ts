import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Agreement, agreementFault, exportable, exportPart } from '../../../src/domain/agreement.ts';
import { isUnder, labels } from '../../../src/domain/exchange/labels.ts';
import { exchangeKinds, messageKinds } from '../../../src/domain/exchange/messages/index.ts';
import { rounds } from '../../support/depth.ts';
import { doncaster, rotherham, wholeTerms } from '../../support/exchange-world.ts';

const parts = ['child', ...exchangeKinds] as const;
const fieldsOf = (part: string) =>
  [...exportable.keys()].flatMap((name) => (name.startsWith(`${part}.`) ? [name.slice(part.length + 1)] : []));

const terms = fc.record({
  fields: fc.subarray([...exportable.keys()]),
  ceiling: fc.constantFrom(...labels),
});

describe('an agreement', () => {
  test('lets nothing cross that it does not name, nor anything above its ceiling; the rest is listed', () => {
    let outside = 0;
    let crossed = 0;
    fc.assert(
      fc.property(terms, fc.constantFrom(...parts), fc.dictionary(fc.string(), fc.anything()), (given, part, other) => {
        const agreement: Agreement = { ...wholeTerms(doncaster, rotherham), ...given };
        const record = { ...other, ...Object.fromEntries(fieldsOf(part).map((field) => [field, `value of ${field}`])) };
        const { fields, redacted } = exportPart(agreement, part, record);
        for (const field of Object.keys(fields)) {
          const label = exportable.get(`${part}.${field}`);
          const isAllowed =
            label === 'PROTOCOL' ||
            (label !== undefined && given.fields.includes(`${part}.${field}`) && isUnder(label, given.ceiling));
          if (!isAllowed) outside += 1;
          crossed += 1;
        }
        const told = [...Object.keys(fields), ...redacted.map(({ field }) => field.slice(part.length + 1))];
        expect(told.toSorted()).toEqual(fieldsOf(part).toSorted());
      }),
      { numRuns: rounds(500, 10_000) },
    );
    expect(outside).toBe(0);
    expect(crossed).toBeGreaterThan(rounds(500, 10_000) / 10);
  });

  test('what stays at home is listed whether or not it had a value', () => {
    const agreement = wholeTerms(doncaster, rotherham, { fields: [] });
    const empty = exportPart(agreement, 'RHI_RESULT', {}).redacted;
    expect(exportPart(agreement, 'RHI_RESULT', messageKinds.RHI_RESULT.example).redacted).toEqual(empty);
  });

  test.for([
    ['before it begins', { at: '2014-12-31T23:59:59Z' }, 'NOT_YET_VALID'],
    ['at its end', { at: '2016-01-01T00:00:00Z' }, 'EXPIRED'],
    ['once it is revoked', { revokedAt: '2015-10-01T00:00:00Z' }, 'REVOKED'],
    ['for another purpose', { purpose: 'STAT_RETURN' }, 'OTHER_PURPOSE'],
    ['while it is in force', {}, null],
    ['once it is revoked, whatever this hub’s clock says', { revokedAt: '2015-10-21T00:00:00Z' }, 'REVOKED'],
  ] as const)('%s', ([, over, fault]) => {
    const given = { at: '2015-10-20T09:00:00Z', revokedAt: null, purpose: 'RHI_DELIVERY', ...over } as const;
    const { at, revokedAt, purpose } = given;
    expect(agreementFault({ terms: wholeTerms(doncaster, rotherham), revokedAt }, purpose, at)).toBe(fault);
  });
});
