import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeText, readCsv, readHeader } from '../../adapters/csv.ts';
import { UnreadableFile } from '../../src/domain/adapter.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const rows = (text: string) => [...readCsv(bytes(text)).rows];
const cells = (text: string) => rows(text).map((row) => Object.fromEntries(row.cells));

describe('a file is read in the encoding it was written in', () => {
  test('UTF-8 with a byte order mark', () => {
    const table = readCsv(bytes('\uFEFFCHILD,NAME\n1,Zoë\n'));
    expect(table.header).toEqual(['CHILD', 'NAME']);
    expect([...table.rows][0]?.cells.get('NAME')).toBe('Zoë');
  });

  test('Windows-1252 where the bytes are not UTF-8', () => {
    const exported = iconv.encode('CHILD,NAME\n1,Zoë O’Neill – Hale\n', 'windows-1252');
    expect(decodeText(exported).encoding).toBe('windows-1252');
    expect([...readCsv(exported).rows][0]?.cells.get('NAME')).toBe('Zoë O’Neill – Hale');
  });

  test('a byte order mark is no part of the first name, even where the rest is not UTF-8', () => {
    const mixed = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), iconv.encode('CHILD\nZoë\n', 'windows-1252')]);
    expect(readCsv(mixed).header).toEqual(['CHILD']);
  });

  test('a NUL, which no database keeps as text, does not survive', () => {
    expect(decodeText(bytes('a\u0000b')).text).toBe('a\uFFFDb');
  });
});

describe('a cell is read as people meant it', () => {
  test('hard spaces are spaces, surrounding space goes, accents are composed', () => {
    expect(cells('A,B\n Dustin\u00A0Hazlett ,Zoe\u0308\n')).toEqual([{ A: 'Dustin Hazlett', B: 'Zoë' }]);
  });

  test('header names are tidied in the same way', () => {
    expect(readCsv(bytes('\u00A0CHILD , DOB\n')).header).toEqual(['CHILD', 'DOB']);
  });

  test('an address over several lines is one cell, and the lines below keep their numbers', () => {
    const found = rows('A,B\r\n1,"High Street\r\nDoncaster"\r\n2,x\r\n');
    expect(found.map((row) => [row.line, row.cells.get('B')])).toEqual([
      [2, 'High Street\r\nDoncaster'],
      [4, 'x'],
    ]);
    expect(found[0]?.raw).toBe('1,"High Street\r\nDoncaster"');
  });

  test.for([
    ['\n', 'Unix'],
    ['\r\n', 'Windows'],
    ['\r', 'old Macintosh'],
  ] as const)('%j: lines ended in the %s way are counted alike', ([end]) => {
    const text = ['A,B', '', '1,"x', '', 'y"', ',', '2,z', ''].join(end);
    expect(rows(text).map((row) => row.line)).toEqual([3, 7]);
  });

  test('a quotation mark inside a name is part of the name', () => {
    expect(cells('A,B\n1,Sean "Spud" Hall\n2,5\'10"\n')).toEqual([
      { A: '1', B: 'Sean "Spud" Hall' },
      { A: '2', B: '5\'10"' },
    ]);
  });

  test('a narrative that begins with quoted speech and runs over lines is read whole', () => {
    expect(cells('A,B\n1,"""I was"" there\nall night"\n')).toEqual([{ A: '1', B: '"I was" there\nall night' }]);
  });

  test('a formula is text', () => {
    expect(cells('A\n=1+1\n')).toEqual([{ A: '=1+1' }]);
  });
});

describe('a record that does not fit its header is read and told apart', () => {
  test('cells beyond the header are kept aside', () => {
    expect(rows('A,B\n1,2,stray\n')[0]).toMatchObject({ extra: ['stray'], ragged: true });
  });

  test('empty cells beyond the header are nothing', () => {
    expect(rows('A,B\n1,2,,\n')[0]).toMatchObject({ extra: [], ragged: false });
  });

  test('a cell that was left out is not an empty cell', () => {
    const [row] = rows('A,B\n1\n');
    expect(row?.ragged).toBe(true);
    expect(row?.cells.has('B')).toBe(false);
  });

  test('text below a column without a name is kept aside', () => {
    expect(rows('A,,B\n1,note,2\n')[0]).toMatchObject({ extra: ['note'], ragged: false });
  });

  test('the second of two columns with one name never overwrites the first', () => {
    const [row] = rows('A,A\n1,2\n');
    expect(row?.cells.get('A')).toBe('1');
    expect(row?.extra).toEqual(['2']);
  });

  test('blank lines and rows of commas are padding', () => {
    expect(cells('A,B\n\n1,2\n,\n\n3,4')).toEqual([
      { A: '1', B: '2' },
      { A: '3', B: '4' },
    ]);
  });
});

describe('a file that would be misread is refused', () => {
  test.for([
    ['a quotation mark that never closes', 'A,B\n1,"x\n2,y\n3,z\n'],
    ['a quotation mark that swallows the rows up to the next one', 'A,B\n1,"x\n2,y\n3,"z"\n'],
    ['a record longer than any honest one', `A\n"${'x'.repeat(200_000)}"\n`],
    ['a file without a header', '\n\n'],
    ['an empty file', ''],
  ] as const)('%s', ([, text]) => {
    expect(() => readCsv(bytes(text))).toThrow(UnreadableFile);
  });
});

test('the header is known from the first bytes, even where they end within a letter', () => {
  const head = bytes('CHILD,DOB\n1,Zoë').slice(0, -1);
  expect(readHeader(head)).toEqual(['CHILD', 'DOB']);
});

test('whatever the bytes, a file is read or refused, and never breaks the reader', () => {
  const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 400 }).map(bytes));
  fc.assert(
    fc.property(anyBytes, (data) => {
      readHeader(data);
      try {
        for (const row of readCsv(data).rows) expect(row.line).toBeGreaterThan(1);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableFile);
      }
    }),
    { numRuns: 500 },
  );
});
