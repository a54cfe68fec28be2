import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EpisodeAccount, reconcile } from '../../src/domain/reconcile.ts';

const account = (more: Partial<EpisodeAccount>): EpisodeAccount => ({
  ...{ childId: 'a', episodeId: 'e1', organisation: '14', reference: 'r1', category: 'MISSING' },
  ...{ startedOn: '2015-06-10', startedAt: null, endedOn: '2015-06-11', endedAt: null, lookedAfter: true },
  ...more,
});
const own = (more: Partial<EpisodeAccount>): EpisodeAccount =>
  account({ organisation: 'E08000017', reference: 'la1', ...more });
const year = { from: '2015-04-01', to: '2016-04-01' };
const told = (police: readonly EpisodeAccount[], authority: readonly EpisodeAccount[], period = year) =>
  reconcile(police, authority, period).discrepancies.map(({ side, reason, days }) => [side, reason, days]);

describe('police and authority accounts of absences', () => {
  test('that the hub joined and that give the same days are agreed', () => {
    const result = reconcile([account({})], [own({})], year);
    expect(result).toMatchObject({ police: 1, authority: 1, agreed: 1, discrepancies: [] });
  });

  test('that were joined and give other days differ by so many days, on both sides', () => {
    expect(told([account({})], [own({ endedOn: '2015-06-14' })])).toEqual([
      ['AUTHORITY', 'DIFFERS_BY_DAYS', 3],
      ['POLICE', 'DIFFERS_BY_DAYS', 3],
    ]);
  });

  test('an open end is no difference', () => {
    expect(told([account({ endedOn: null })], [own({})])).toEqual([]);
  });

  test.each([
    ['of a child looked after', { lookedAfter: true }, 'NO_COUNTERPART'],
    ['of whose care nothing is known', { lookedAfter: null }, 'NO_COUNTERPART'],
    ['of a child not looked after', { lookedAfter: false }, 'NOT_IN_903_BECAUSE_NOT_LOOKED_AFTER'],
    ['of a child the police called absent', { category: 'POLICE_ABSENT' }, 'ABSENT_CATEGORY'],
    ['without a day', { startedOn: null, endedOn: null }, 'NO_START'],
  ])('a police account %s with nothing beside it is listed with the reason', (_of, more, reason) => {
    expect(told([account(more)], [])).toEqual([['POLICE', reason, null]]);
  });

  test.each([
    ['missing', 'MISSING', 'NO_COUNTERPART'],
    ['away without authorisation', 'AWAY_WITHOUT_AUTHORISATION', 'ABSENT_CATEGORY'],
  ])(
    'an authority account of a child %s, which no force tells of, is listed with the reason',
    (_how, category, reason) => {
      expect(told([], [own({ category })])).toEqual([['AUTHORITY', reason, null]]);
    },
  );

  test('two that begin within a week of each other are one with other days; further apart they are two', () => {
    const near = own({ episodeId: 'e2', startedOn: '2015-06-15', endedOn: '2015-06-16' });
    expect(told([account({})], [near])).toEqual([
      ['POLICE', 'DIFFERS_BY_DAYS', 5],
      ['AUTHORITY', 'DIFFERS_BY_DAYS', 5],
    ]);
    const far = own({ episodeId: 'e2', startedOn: '2015-06-18', endedOn: '2015-06-18' });
    expect(told([account({})], [far]).map(([, reason]) => reason)).toEqual(['NO_COUNTERPART', 'NO_COUNTERPART']);
    expect(told([account({})], [{ ...near, childId: 'b' }]).map(([, reason]) => reason)).toEqual([
      'NO_COUNTERPART',
      'NO_COUNTERPART',
    ]);
  });

  test('a second report within an absence already joined overlaps it', () => {
    const long = own({ startedOn: '2015-06-10', endedOn: '2015-06-20' });
    const joined = account({ startedOn: '2015-06-10', endedOn: '2015-06-20' });
    const second = account({ episodeId: 'e3', reference: 'r2', startedOn: '2015-06-18', endedOn: '2015-06-19' });
    expect(told([joined, second], [long])).toEqual([['POLICE', 'OVERLAPS_ANOTHER', null]]);
  });

  test('one whose counterpart lies wholly outside the period says so, and the counterpart is not counted', () => {
    const late = { from: '2015-06-11', to: '2016-04-01' };
    const early = own({ startedOn: '2015-06-09', endedOn: '2015-06-10' });
    expect(told([account({})], [early], late)).toEqual([['POLICE', 'OUTSIDE_PERIOD', 1]]);
    expect(reconcile([account({})], [early], late)).toMatchObject({ police: 1, authority: 0, agreed: 0 });
  });

  test('the last day of a period is in it, and the day after is not', () => {
    expect(told([account({ startedOn: '2016-03-31', endedOn: null })], [])).toHaveLength(1);
    expect(told([account({ startedOn: '2016-04-01', endedOn: null })], [])).toEqual([]);
    expect(told([account({ startedOn: '2015-03-01', endedOn: '2015-03-31' })], [])).toEqual([]);
    expect(told([account({ startedOn: '2015-03-01', endedOn: '2015-04-01' })], [])).toHaveLength(1);
  });

  test('every account in the period is agreed or listed exactly once, whatever there is and in whatever order', () => {
    const day = fc
      .integer({ min: 0, max: 40 })
      .map((n) => new Date(Date.UTC(2015, 5, 1) + n * 86_400_000).toISOString().slice(0, 10));
    const any = (organisation: string) =>
      fc
        .record({
          ...{ childId: fc.constantFrom('a', 'b'), episodeId: fc.constantFrom('e1', 'e2', 'e3', 'e4') },
          ...{ startedOn: day, length: fc.option(fc.integer({ min: 0, max: 5 })) },
          category: fc.constantFrom('MISSING', 'POLICE_ABSENT', 'AWAY_WITHOUT_AUTHORISATION', null),
        })
        .map(({ startedOn, length, ...more }) => {
          const end =
            length === null ? null : new Date(Date.parse(startedOn) + length * 86_400_000).toISOString().slice(0, 10);
          return account({
            ...more,
            organisation,
            startedOn,
            endedOn: end,
            episodeId: `${more.childId}-${more.episodeId}`,
          });
        });
    const side = (organisation: string) =>
      fc
        .array(any(organisation), { maxLength: 6 })
        .map((list) => list.map((one, index) => ({ ...one, reference: `${organisation}-${index}` })));
    fc.assert(
      fc.property(side('14'), side('E08000017'), (police, authority) => {
        const period = { from: '2015-06-10', to: '2015-06-25' };
        const result = reconcile(police, authority, period);
        const keys = result.discrepancies.map(({ account: { reference } }) => reference);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.length).toBeLessThanOrEqual(result.police + result.authority);
        for (const { account: one, reason, counterpart } of result.discrepancies) {
          expect(one.startedOn !== null && one.startedOn < period.to).toBe(true);
          expect(counterpart?.childId ?? one.childId).toBe(one.childId);
          if (reason === 'NO_COUNTERPART') expect(counterpart).toBeNull();
        }
        const turned = reconcile(police.toReversed(), authority.toReversed(), period);
        expect(turned.discrepancies.map(({ account: { reference }, reason }) => [reference, reason])).toEqual(
          result.discrepancies.map(({ account: { reference }, reason }) => [reference, reason]),
        );
      }),
    );
  });
});
