import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyRefused, readJsonBody } from '../../src/server/json-body.ts';
import { limits } from '../../src/server/limits/limits.ts';
import { rounds } from '../support/depth.ts';

const read = (text: string) => readJsonBody(Buffer.from(text));
const numRuns = rounds(300, 20_000);

describe('a body that two readers would read alike is read', () => {
  test('as any JSON parser reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'grapheme' }), fc.constantFrom(0, 2), (value, indent) => {
        fc.pre(!/__proto__|\\u0000/.test(JSON.stringify(value)));
        const text = JSON.stringify(value, null, indent);
        expect(read(text)).toEqual(JSON.parse(text));
      }),
      { numRuns },
    );
  });

  test.for([
    ['quotes and braces inside texts', '{"a":"\\"}{[\\\\","b":"{\\"a\\":1,\\"a\\":2}"}'],
    ['one key in two objects', '{"a":{"k":1},"b":{"k":1},"c":[{"k":1},{"k":2}]}'],
    ['a text that looks like a key', '{"a":"a","b":["a","a"]}'],
    ['a surrogate pair that is whole', '{"a":"\\ud83d\\ude00"}'],
    ['an escape that is escaped', '{"a":"\\\\u0000 \\\\ud800"}'],
    ['space wherever it may be', ' {\n"a" :\t1 , "b"\r\n: [ ] } '],
    ['a text ending in backslashes', '{"a":"\\\\\\\\","b":"\\\\"}'],
  ] as const)('%s', ([, text]) => expect(read(text)).toEqual(JSON.parse(text)));
});

describe('a body that two readers could read differently is refused', () => {
  test.for([
    ['a key twice', '{"a":1,"b":2,"a":3}', 'BODY_AMBIGUOUS'],
    ['a key twice, deep inside', '{"x":[{"y":{"a":1,"a":1}}]}', 'BODY_AMBIGUOUS'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":2}', 'BODY_AMBIGUOUS'],
    ['a prototype', '{"a":{"__proto__":{}}}', 'BODY_AMBIGUOUS'],
    ['U+0000', '{"a":["x\\u0000"]}', 'BODY_AMBIGUOUS'],
    ['half a pair', '{"a":{"b":"\\uDC00"}}', 'BODY_AMBIGUOUS'],
    ['a pair the wrong way round', '{"a":"\\ude00\\ud83d"}', 'BODY_AMBIGUOUS'],
    ['nothing', '', 'BODY_NOT_JSON'],
    ['a byte order mark', '\ufeff{}', 'BODY_NOT_JSON'],
    ['a comma too many', '{"a":1,}', 'BODY_NOT_JSON'],
    ['a number that is none', '{"a":NaN}', 'BODY_NOT_JSON'],
    ['a text never closed', '{"a":"', 'BODY_NOT_JSON'],
    ['too deep', `${'['.repeat(limits.bodyDepth + 1)}${']'.repeat(limits.bodyDepth + 1)}`, 'BODY_TOO_COMPLEX'],
  ] as const)('%s', ([, text, code]) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
  });

  test('whatever bytes it is made of, it is read as JSON is or refused in words of ours, which quote nothing', () => {
    const seed = JSON.stringify({ query: '{ hub { now } }', variables: { a: ['CANARY', { b: 'CANARY' }] } });
    const mutated = fc.tuple(fc.nat(seed.length - 1), fc.string({ unit: 'binary', maxLength: 6 }), fc.nat(8));
    fc.assert(
      fc.property(mutated, ([at, put, cut]) => {
        const text = seed.slice(0, at) + put + seed.slice(at + cut);
        try {
          expect(read(text)).toEqual(JSON.parse(text));
        } catch (error) {
          expect(error).toBeInstanceOf(BodyRefused);
          expect(String(error)).not.toContain('CANARY');
        }
      }),
      { numRuns },
    );
  });
});
