import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  identifierOf,
  isAuthorityChildId,
  isNhsNumber,
  isPostcode,
  isUln,
  isUpn,
  normalisePostcode,
  upnUnknownReason,
} from '../../src/domain/identifiers.ts';

describe('an NHS number is accepted by its check digit and nothing else', () => {
  test.for([
    ['9990000018', true, 'the worked example of the test range'],
    ['999 000 0018', true, 'written 3-3-4'],
    ['999-000-0018', true, 'written with hyphens'],
    ['9990000019', false, 'a wrong check digit'],
    ['9990000000', false, 'a check of 10 is never valid'],
    ['1111111111', false, 'ten equal digits pass Modulus 11'],
    ['9999999999', false, 'hospital test feeds send this for unknown'],
    ['0123456789', false, 'a telephone number that passes Modulus 11'],
    ['999000001', false, 'nine digits'],
    ['99900000180', false, 'eleven digits'],
    ['999000001O', false, 'a letter for a nought'],
    ['', false, 'nothing'],
  ] as const)('%s: %s (%s)', ([raw, expected]) => {
    expect(isNhsNumber(raw)).toBe(expected);
  });

  test('changing any one digit of a valid number makes it invalid', () => {
    const place = fc.integer({ min: 0, max: 9 });
    const step = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(place, step, (at, by) => {
        const digits = [...'9990000018'];
        digits[at] = String((Number(digits[at]) + by) % 10);
        expect(isNhsNumber(digits.join(''))).toBe(false);
      }),
    );
  });
});

describe('a UPN is accepted by its check letter', () => {
  test.for([
    ['B801200005001', true, 'the DfE example'],
    ['A801200005001', false, 'its wrong letter'],
    ['H801200001001', true, 'a worked example'],
    ['M371000015001', true, 'an invented Doncaster number'],
    ['P657894610886', true, 'a permanent number'],
    ['T69759857681R', true, 'a temporary number ends in a letter'],
    ['T69759857681Q', false, 'a temporary number with another letter'],
    ['t69759857681r', true, 'small letters'],
    ['I801200005001', false, 'I is not in the alphabet'],
    ['B80120000500', false, 'a place too few'],
    ['UN4', false, 'a reason, not a number'],
  ] as const)('%s: %s (%s)', ([raw, expected]) => {
    expect(isUpn(raw)).toBe(expected);
  });
});

describe('a UPN unknown code says why there is no number', () => {
  test.for([
    ['UN1', 'NOT_APPLICABLE'],
    ['UN2', 'NOT_APPLICABLE'],
    ['UN3', 'NOT_APPLICABLE'],
    ['UN4', 'TEMPORARILY_UNKNOWN'],
    ['un5', 'ASKED_UNKNOWN'],
    ['UN6', 'NOT_SENT_BY_SOURCE'],
    ['UN7', 'NOT_ASKED'],
    ['UN8', null],
    ['B801200005001', null],
    ['constructor', null],
  ] as const)('%s: %s', ([raw, expected]) => {
    expect(upnUnknownReason(raw)).toBe(expected);
  });
});

describe('a ULN looks like an NHS number and has its own rule', () => {
  test.for([
    ['1000000000', true],
    ['1000000001', false],
    ['9990000018', false],
    ['0000000000', false],
  ] as const)('%s: %s', ([raw, expected]) => {
    expect(isUln(raw)).toBe(expected);
  });

  test('no number is both a learner number and an NHS number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{9}$/), (digits) => {
        expect(isUln(digits) && isNhsNumber(digits)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

test.for([
  ['566910', true],
  ['CHILD10', true],
  ['A1234567890123456789', true],
  ['A12345678901234567890', false],
  ['12/34', false],
  ['', false],
] as const)('an authority numbers a child with 1 to 20 letters and digits: %s %s', ([raw, expected]) => {
  expect(isAuthorityChildId(raw)).toBe(expected);
});

test.for([
  ['dn1 3hx', 'DN1 3HX'],
  ['DN13HX', 'DN1 3HX'],
  ['S1 2HH', 'S1 2HH'],
  ['EC1A 1BB', 'EC1A 1BB'],
  ['W1A0AX', 'W1A 0AX'],
  ['GIR 0AA', 'GIR 0AA'],
  ['DN1', null],
  ['DN1 3HXX', null],
  ['DN1 3CX', null],
  ['12345', null],
] as const)('the postcode %s is written %s', ([raw, expected]) => {
  expect(normalisePostcode(raw)).toBe(expected);
  expect(isPostcode(raw)).toBe(expected !== null);
});

describe('an identifier keeps what the source wrote', () => {
  test('a good one is written without its spacing', () => {
    expect(identifierOf('nhs-number', '999 000 0018')).toEqual({
      system: 'nhs-number',
      value: '9990000018',
      authority: null,
      numbering: null,
      valid: true,
    });
  });

  test('a bad one is kept as it came and marked as no evidence', () => {
    expect(identifierOf('upn', ' a801200005001 ')).toMatchObject({ value: 'a801200005001', valid: false });
  });

  test('a child id belongs to one authority and one system', () => {
    expect(identifierOf('authority-child-id', '566910', { authority: 'E08000017', numbering: 'ssda903' })).toEqual({
      system: 'authority-child-id',
      value: '566910',
      authority: 'E08000017',
      numbering: 'ssda903',
      valid: true,
    });
  });

  test('nothing is no identifier', () => {
    expect(identifierOf('uln', '  ')).toBeNull();
  });
});
