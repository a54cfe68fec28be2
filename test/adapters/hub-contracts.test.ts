import { describe, expect, test } from 'vitest';
import { caseNotes } from '../../adapters/hub-records/case-notes.ts';
import type { ContractFormat } from '../../adapters/hub-records/format.ts';
import { contractFormats } from '../../adapters/hub-records/index.ts';
import { interviews } from '../../adapters/hub-records/interviews.ts';
import { investigations } from '../../adapters/hub-records/investigations.ts';
import { plans } from '../../adapters/hub-records/plans.ts';
import { absenceReasons } from '../../src/domain/absence.ts';
import { kinds } from '../../src/domain/model/kinds.ts';
import { bodyOf, fatalOf, readOne, readWith, recordOf } from '../support/hub-records.ts';

/** Everything but involvements, whose entries have names of their own. */
const byModel = contractFormats.filter(({ contract }) => contract.kind !== 'involvement');

const fieldsOf = (format: ContractFormat, isNullable: boolean) =>
  Object.entries(kinds[format.contract.kind].shape).flatMap(([field, schema]) =>
    field !== 'sourceEpisodes' && schema.safeParse(null).success === isNullable ? [field] : [],
  );
const alwaysNeeded: Readonly<Record<string, readonly string[]>> = {
  // A note says who wrote it, in which role, and when it was written and what it tells of happened.
  'case-notes': ['author', 'authorRole', 'happenedAt', 'recordedAt'],
};
const neededOf = (format: ContractFormat) => [
  ...fieldsOf(format, false),
  ...(alwaysNeeded[format.contract.plural] ?? []),
];
const inContract = (fields: (format: ContractFormat) => readonly string[]) =>
  byModel.flatMap((format) => fields(format).map((field) => [format.contract.plural, field, format] as const));

describe('what a record cannot do without', () => {
  test.for(inContract(neededOf))(
    'one of %s is refused without %s, and with something else there',
    ([plural, field, format]) => {
      for (const value of [undefined, null, '', { unheardOf: true }]) {
        expect(fatalOf(readWith(format, { [field]: value }))).toEqual([`${plural}.incomplete ${field}`]);
      }
      expect(fatalOf(readWith(format, {}))).toBeUndefined();
    },
  );

  test.for(byModel.map((format) => [format.contract.plural, format] as const))(
    'one of %s is read with nothing but its id, its child and those',
    ([, format]) => {
      const { id, child, ...rest } = format.contract.example;
      const needed = Object.fromEntries(neededOf(format).map((field) => [field, rest[field]]));
      const record = readOne(format, { id, child, ...needed });
      expect([record.unreadable, record.issues, record.facts[0]?.absences]).toEqual([null, [], {}]);
      expect(bodyOf(record, format.contract.kind)).toMatchObject(needed);
    },
  );
});

describe('a field that holds something else', () => {
  const replaceable = inContract((format) => fieldsOf(format, true).filter((name) => !neededOf(format).includes(name)));

  test.for(replaceable)('of %s, %s is empty, marked as invalid and reported', ([, field, format]) => {
    const { body, absences, issues } = recordOf(format, { [field]: { unheardOf: true } });
    expect(body).toMatchObject({ [field]: null });
    expect(absences?.[field]).toEqual({ reason: 'INVALID' });
    expect(issues.some((issue) => issue.includes(` ${field}`))).toBe(true);
  });

  test('an attempt without a time is left out, and the others stand', () => {
    const good = { at: '2015-10-18T10:00:00Z', method: 'PHONE', outcome: 'NO_ANSWER' };
    const attempts = [good, { ...good, at: 'soon' }, { ...good, place: 7 }];
    const { body, issues } = recordOf(interviews, { attempts });
    expect(issues).toEqual(['interviews.value attempts[1].at', 'interviews.value attempts[2].place']);
    expect(body).toMatchObject({
      attempts: [
        { ...good, place: null },
        { ...good, place: null },
      ],
    });
  });

  test.for([
    [[], [], undefined],
    [['PHYSICAL'], ['PHYSICAL'], undefined],
    ['PHYSICAL', ['PHYSICAL'], undefined],
    [['PHYSICAL', 'GRAZE'], ['PHYSICAL'], undefined],
    [['GRAZE'], null, { reason: 'INVALID' }],
  ] as const)('harm told as %j is %j: that none was told of is never guessed', ([said, harm, absence]) => {
    const { body, absences } = recordOf(interviews, { harm: said });
    expect([body, absences?.['harm']]).toEqual([expect.objectContaining({ harm }), absence]);
  });

  test('the officer is known by what can be read of them', () => {
    const { body, issues } = recordOf(investigations, { officer: { name: 'DC Jo Hask', phone: 960155, fax: '-' } });
    expect(body).toMatchObject({
      officer: { name: 'DC Jo Hask', phone: null, relationship: null, organisation: null },
    });
    expect(issues).toEqual(['investigations.unknown-field officer', 'investigations.value officer.phone']);
  });

  test.for(['nul \u0000 inside', 'half \ud83d of a sign'])(
    'text that no database keeps (%j) costs its field alone',
    (note) => {
      expect(recordOf(caseNotes, { note })).toMatchObject({ body: { note: null, author: 'Ruth Imrie' } });
    },
  );

  test('an element of a later version is reported, and what is known is read', () => {
    expect(readWith(plans, { mood: 'low' })).toMatchObject({
      key: 'PLAN-0001',
      issues: [{ rule: 'plans.unknown-field' }],
    });
  });
});

describe('an answer of nothing', () => {
  test.for(absenceReasons)('may be %s unless it is the hub that withholds', (reason) => {
    const { absences, issues } = recordOf(interviews, { travel: null, absent: { travel: { reason } } });
    const isSource = reason !== 'WITHHELD_BY_POLICY';
    expect(absences?.['travel']).toEqual(isSource ? { reason } : undefined);
    expect(issues).toEqual(isSource ? [] : ['interviews.value absent.travel.reason']);
  });

  test('says who was asked, and when', () => {
    const asked = { reason: 'ASKED_DECLINED', askedBy: 'Sal Quested', askedAt: '2015-10-19T12:00:00+01:00' };
    const { absences } = recordOf(interviews, { account: undefined, absent: { account: asked } });
    expect(absences).toEqual({ account: { ...asked, askedAt: '2015-10-19T11:00:00Z' } });
  });

  test('beside a value is a contradiction, and the value stands', () => {
    const { body, absences, issues } = recordOf(interviews, { absent: { travel: { reason: 'NOT_ASKED' } } });
    expect(body).toMatchObject({ travel: 'By bus, with money from her sister' });
    expect([absences, issues]).toEqual([{}, ['interviews.contradiction absent.travel']]);
  });
});

describe('what it is about', () => {
  test('a record is about the child the sender already numbers so, or about a person of its own', () => {
    const { names, birthOn } = { names: [{ family: 'Pask' }], birthOn: '2002-02' };
    const subjectsOf = (child: unknown) => readWith(interviews, { child }).facts.map(({ subject }) => subject);
    expect(subjectsOf({ system: 'ssd', key: 'P2001' })).toEqual([{ system: 'ssd', key: 'P2001' }]);
    const own = { system: 'hub-records-interviews', key: 'RHI-0001' };
    expect(subjectsOf({ names, birthOn })).toEqual([own, own]);
    expect(fatalOf(readWith(interviews, { child: { birthOn } }))).toEqual(['interviews.child child']);
  });

  test.for([
    [undefined, 0, []],
    [[], 0, []],
    [[{ key: 'MP-1' }, { startedOn: '2015-10-18' }], 2, []],
    [[{ key: 'MP-1' }, { system: 'police-misper' }], 1, ['interviews.episode episodes']],
    ['MP-1', 0, ['interviews.value episodes[0]']],
  ] as const)('absences named as %j are %i', ([episodes, count, issues]) => {
    const { body, issues: found } = recordOf(interviews, { episodes });
    expect(body).toMatchObject({ sourceEpisodes: { length: count } });
    expect(found).toEqual(issues);
  });
});
