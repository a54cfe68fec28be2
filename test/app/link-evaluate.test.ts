import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type EvaluateInput, evaluate } from '../../src/app/link/evaluate.ts';
import { readMapping } from '../../src/app/link/mapping.ts';
import { rounds } from '../support/depth.ts';
import { samplesFolder } from '../support/samples.ts';
import { typeCommand } from '../support/type-command.ts';

const scratch = mkdtempSync(join(tmpdir(), 'homeward-link-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
};

const field = (name: string, kind: string, more: Readonly<Record<string, unknown>> = { column: name }) => ({
  name,
  kind,
  ...more,
});
const childFields = [
  field('nhs', 'identifier', { column: 'nhs', validate: 'nhs' }),
  field('upn', 'identifier', { column: 'upn', validate: 'upn' }),
  field('given', 'givenName'),
  field('sur', 'surname'),
  field('dob', 'date', { columns: ['dob', 'dobp'] }),
  field('sex', 'sex'),
  field('pc', 'postcode', { columns: ['pc', 'pc2'] }),
  field('hn', 'houseNumber'),
];
const childMap = JSON.stringify({ id: 'rid', source: 'src', fields: childFields });
const children = [
  'rid,src,nhs,upn,given,sur,dob,dobp,sex,pc,pc2,hn',
  '1,H,9990001014,,Ella,Shaw,2014-03-17,0,F,DN4 0ZZ,,12',
  '2,S,9990001014,,Ella,Shaw,2014-03-17,0,F,DN4 0ZZ,,12',
  '3,H,9990001022,,Noah,Reed,2011-10-02,0,M,HU1 9ZZ,,3',
  '4,P,,,Noah,Reed,2011-10-02,0,M,,,',
].join('\n');
const truth = 'id,entity\n1,a\n2,a\n3,b\n4,b\n';

const silent = { clock: () => 0, onProgress: () => undefined };
const inputOf = (more: Partial<EvaluateInput> = {}): EvaluateInput => ({
  ...{ left: write('children.csv', children), right: null, mapping: readMapping('map.json', childMap), mode: 'dedupe' },
  ...{ truth: write('truth.csv', truth), hidden: [], ...silent, ...more },
});

describe('an evaluation', () => {
  test('gives the figures that were agreed on, and no others', async () => {
    const found = await evaluate(inputOf());
    expect(Object.keys(found).toSorted()).toEqual(
      [
        'best',
        'candidatePairs',
        'clusters',
        'linkedOrReviewRecall',
        'pairs',
        'records',
        'review',
        'seconds',
      ].toSorted(),
    );
    expect(found).toMatchObject({
      records: 4,
      pairs: { threshold: 6, truePositives: expect.any(Number), falsePositives: 0, falseNegatives: expect.any(Number) },
      clusters: { wrongClusters: 0, wrongPer100k: 0, precision: 1 },
    });
  });

  test('opens the truth only once the clusters are made', async () => {
    const path = join(scratch, 'not yet there.csv');
    // The truth comes into being with the last line said before the clusters are measured.
    const onProgress = (line: string) => {
      expect(existsSync(path)).toBe(false);
      if (line.includes('clusters')) write('not yet there.csv', truth);
    };
    const found = await evaluate(inputOf({ truth: path, onProgress }));
    expect(found.clusters.recall).toBeGreaterThan(0);
  });

  test('finds the same whatever the order of rows', async () => {
    const [head = '', ...rows] = children.split('\n');
    const turned = write('turned.csv', [head, ...rows.toReversed()].join('\n'));
    expect(await evaluate(inputOf({ left: turned }))).toEqual(await evaluate(inputOf()));
  });

  test('leaves hidden fields out', async () => {
    const strangers = children.replace(
      '2,S,9990001014,,Ella,Shaw,2014-03-17,0,F,DN4 0ZZ,,12',
      '2,S,9990001014,,Ella,,,0,,,,',
    );
    const left = write('strangers.csv', strangers);
    const [shown, hidden] = [
      await evaluate(inputOf({ left })),
      await evaluate(inputOf({ left, hidden: ['nhs', 'upn'] })),
    ];
    expect(shown.linkedOrReviewRecall).toBeGreaterThan(hidden.linkedOrReviewRecall);
  });

  test('in linking two tables counts pairs across only', async () => {
    const [head = '', one = '', two = '', three = '', four = ''] = children.split('\n');
    const [left, right] = [
      write('left.csv', [head, one, three].join('\n')),
      write('right.csv', [head, two, four].join('\n')),
    ];
    const found = await evaluate(inputOf({ left, right, mode: 'link' }));
    expect(found.pairs.truePositives + found.pairs.falseNegatives).toBe(2);
  });
});

describe('what cannot be evaluated is refused by file and field', () => {
  const typed = (...words: readonly string[]) => typeCommand(['link', 'evaluate', ...words, '--json']);
  const left = write('children.csv', children);
  const map = write('map.json', childMap);
  const mapOf = (name: string, fields: readonly unknown[]) => write(name, JSON.stringify({ id: 'rid', fields }));
  test.for<[string, readonly string[], string]>([
    [
      'a mapping that is no JSON',
      [left, '--map', write('broken.json', '{'), '--truth', 'column:rid'],
      'broken.json is not JSON',
    ],
    [
      'a field of no kind there is',
      [left, '--map', mapOf('kind.json', [field('x', 'colour')]), '--truth', 'column:rid'],
      'kind.json: fields.0.kind',
    ],
    [
      'a field without a column',
      [left, '--map', mapOf('none.json', [field('x', 'text', {})]), '--truth', 'column:rid'],
      'needs column or columns',
    ],
    [
      'a column the table has not',
      [left, '--map', mapOf('strange.json', [field('town', 'text')]), '--truth', 'column:rid'],
      'children.csv has no column town, which field town',
    ],
    ['a truth column the table has not', [left, '--map', map, '--truth', 'column:who'], 'has no column who'],
    [
      'a truth that names none of them',
      [left, '--map', map, '--truth', write('none.csv', 'id,entity\n9,z\n')],
      'names none of these records',
    ],
    [
      'a field to hide that is none',
      [left, '--map', map, '--truth', 'column:rid', '--hide', 'shoe'],
      '--hide names shoe',
    ],
    ['one table to link', [left, '--map', map, '--truth', 'column:rid', '--mode', 'link'], 'needs two tables'],
    ['a table that is not there', ['nowhere.csv', '--map', map, '--truth', 'column:rid'], 'nowhere.csv'],
  ])('%s', async ([, words, said]) => {
    const { code, stderr } = await typed(...words);
    expect(code).not.toBe(0);
    expect(stderr).toContain(said);
  });

  test('whereas a sound one is answered in JSON', async () => {
    const { code, stdout } = await typed(left, '--map', map, '--truth', write('truth.csv', truth));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ records: 4, clusters: { wrongClusters: 0 } });
  });
});

const linkage = join(samplesFolder, 'linkage');
const isThere = existsSync(linkage);
if (!isThere) console.warn(`no labelled sets in ${linkage}: their figures are not tested`);
// Tens of thousands of records each: measured when everything is.
const isMeasured = isThere && rounds(0, 1) > 0;

describe.skipIf(!isMeasured)('on labelled sets of others', () => {
  const kids = (hidden: readonly string[]) => {
    const file = (name: string) => join(linkage, 'kids/dev', name);
    const fields = [...childFields, field('mid', 'middleName'), field('alias', 'alias')];
    const mapping = readMapping('kids', JSON.stringify({ id: 'rid', source: 'src', fields }));
    return inputOf({ left: file('kids_dev_20k.records.csv'), truth: file('kids_dev_20k.truth.csv'), mapping, hidden });
  };
  test('children of five sources', async () => {
    const { clusters, review, linkedOrReviewRecall } = await evaluate(kids([]));
    expect(clusters.wrongPer100k).toBeLessThanOrEqual(5);
    expect(clusters.recall).toBeGreaterThanOrEqual(0.975);
    expect(linkedOrReviewRecall).toBeGreaterThanOrEqual(0.99);
    expect(review.shareOfRecords).toBeLessThanOrEqual(0.025);
    expect(review.precision).toBeGreaterThanOrEqual(0.8);
  });
  test('children whose numbers are hidden', async () => {
    const { clusters } = await evaluate(kids(['nhs', 'upn']));
    expect(clusters.wrongPer100k).toBeLessThanOrEqual(30);
    expect(clusters.recall).toBeGreaterThanOrEqual(0.965);
  });
  test.for(['dataset1', 'dataset2'])('FEBRL %s', async (name) => {
    const left = join(linkage, 'febrl', `${name}.csv`);
    const ids = [...readFileSync(left, 'utf8').matchAll(/^(rec-(\d+)-[\w-]+),/gm)].map(
      ([, id, entity]) => `${id},${entity}`,
    );
    const texts = ['address_1', 'address_2', 'suburb'].map((column) => field(column, 'text'));
    const fields = [
      ...[
        field('given_name', 'givenName'),
        field('surname', 'surname'),
        field('street_number', 'houseNumber'),
        ...texts,
      ],
      ...[field('postcode', 'postcode'), field('state', 'category'), field('soc_sec_id', 'identifier')],
      field('date_of_birth', 'date', { column: 'date_of_birth', format: 'YYYYMMDD' }),
    ];
    const mapping = readMapping('febrl', JSON.stringify({ id: 'rec_id', fields }));
    const found = await evaluate(
      inputOf({ left, mapping, truth: write(`${name}.csv`, ['id,entity', ...ids].join('\n')) }),
    );
    expect(found.pairs.f1).toBeGreaterThanOrEqual(0.999);
  });
  test('fake_1000', async () => {
    const fields = [
      ...[field('first_name', 'givenName'), field('surname', 'surname'), field('dob', 'date'), field('city', 'text')],
      field('email', 'text', { column: 'email', strong: true }),
    ];
    const mapping = readMapping('fake', JSON.stringify({ id: 'unique_id', fields }));
    const found = await evaluate(
      inputOf({ left: join(linkage, 'splink/fake_1000.csv'), mapping, truth: 'column:cluster' }),
    );
    expect(found.pairs.f1).toBeGreaterThanOrEqual(0.92);
  });
});
