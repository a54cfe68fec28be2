import { describe, expect, test } from 'vitest';
import { clusterEpisodes } from '../../src/domain/episode-clusters.ts';
import { mergeChild } from '../../src/domain/merge.ts';
import type { Restriction } from '../../src/domain/model/restriction.ts';
import { conditionBits, type Grant, relationshipBits, restrictionBits } from '../../src/domain/projection.ts';
import { deriveReach } from '../../src/domain/reach.ts';
import { type AnyFact, anyFact, childFacts, involvementFact, personFact } from './facts.ts';

const doncaster = 'E08000017';
const rotherham = 'E08000018';
const school = '3714000';

const restricted = (
  restriction: Restriction['restriction'],
  workers: Restriction['workers'],
  more: Partial<Restriction> = {},
  organisation = doncaster,
): AnyFact =>
  anyFact('restriction', `${restriction} ${organisation}`, { restriction, workers, ...more }, { organisation });

const worker = (organisation: string, personId: string) => ({ organisation, personId });

const lookedAfter = personFact('p', { careStatus: 'LAC' }, { organisation: doncaster });
const onRoll = involvementFact(
  'i',
  { involvement: 'SCHOOL', involvedOrganisation: school },
  { organisation: doncaster },
);

const reachOf = (facts: readonly AnyFact[], grants: readonly Grant[] = []) => {
  const child = { ...childFacts(...facts), grants };
  return deriveReach(child, clusterEpisodes(child));
};
const who = (rows: ReturnType<typeof reachOf>) => rows.map(({ organisation, person }) => `${organisation} ${person}`);
const flagsOf = (...facts: readonly AnyFact[]): number => mergeChild(childFacts(...facts), []).flags;

describe('a restricted record', () => {
  const list = [worker(doncaster, 'w1'), worker(school, 'dsl')];

  test('is known to the workers on its list alone, with what their organisations have', () => {
    const rows = reachOf([lookedAfter, onRoll, restricted('RESTRICTED_RECORD', list)]);
    expect(who(rows)).toEqual([`${school} dsl`, `${doncaster} w1`]);
    expect(rows.map(({ bits }) => bits)).toEqual([
      relationshipBits.SCHOOL | conditionBits.NAMED,
      relationshipBits.RESPONSIBLE | conditionBits.NAMED,
    ]);
  });

  test('without it the whole organisations have a relationship, and the partnership may audit', () => {
    expect(who(reachOf([lookedAfter, onRoll]))).toEqual([`${school} `, 'DSCP ', `${doncaster} `]);
  });

  test('to be on the list gives nothing to whose organisation has no relationship', () => {
    const rows = reachOf([lookedAfter, restricted('RESTRICTED_RECORD', [worker(rotherham, 'w9')])]);
    expect(rows).toEqual([]);
  });

  test('no glass can be broken to it, and no first contact made', () => {
    const grants: readonly Grant[] = [
      { kind: 'BREAK_GLASS', organisation: '14', person: 'officer', until: '2015-10-23T10:00:00Z' },
      { kind: 'FIRST_CONTACT', organisation: 'RP5', person: 'nurse', until: '2015-10-24T09:00:00Z' },
    ];
    expect(who(reachOf([lookedAfter, restricted('RESTRICTED_RECORD', list)], grants))).toEqual([`${doncaster} w1`]);
    expect(who(reachOf([lookedAfter], grants))).toEqual(['14 officer', 'DSCP ', `${doncaster} `, 'RP5 nurse']);
  });

  test('two lists leave who is on both', () => {
    const rows = reachOf([
      lookedAfter,
      restricted('RESTRICTED_RECORD', [worker(doncaster, 'w1'), worker(doncaster, 'w2')]),
      restricted('RESTRICTED_RECORD', [worker(doncaster, 'w2')], {}, rotherham),
    ]);
    expect(who(rows)).toEqual([`${doncaster} w2`]);
  });

  test('a school cannot hide a child', () => {
    const rows = reachOf([lookedAfter, restricted('RESTRICTED_RECORD', list, {}, school)]);
    expect(who(rows)).toContain(`${doncaster} `);
  });

  test('is one until its source says it was lifted', () => {
    const lifted = restricted('RESTRICTED_RECORD', list, { endedOn: '2015-10-20' });
    expect(who(reachOf([lookedAfter, lifted]))).toContain(`${doncaster} `);
    expect(flagsOf(lookedAfter, lifted) & restrictionBits.RESTRICTED).toBe(0);
    expect(flagsOf(lookedAfter, restricted('RESTRICTED_RECORD', list)) & restrictionBits.RESTRICTED).not.toBe(0);
  });
});

describe('declared kin', () => {
  const aunt = worker(doncaster, 'aunt');
  const blocked = {
    ...{ organisation: doncaster, person: 'aunt', reason: 'KIN_DECLARED', until: 'infinity' },
    bits: restrictionBits.BLOCKED,
  };

  test('is blocked, and the colleagues are not', () => {
    const rows = reachOf([lookedAfter, restricted('KIN_DECLARED', [aunt])]);
    expect(rows).toContainEqual(blocked);
    expect(who(rows)).toContain(`${doncaster} `);
  });

  test('nobody declares kin for another organisation, but an authority', () => {
    expect(reachOf([lookedAfter, restricted('KIN_DECLARED', [aunt], {}, school)])).not.toContainEqual(blocked);
    expect(reachOf([lookedAfter, restricted('KIN_DECLARED', [aunt], {}, rotherham)])).toContainEqual(blocked);
  });
});

describe('a child who asked not to share', () => {
  test('is marked whoever was asked', () => {
    const asked = restricted('CHILD_ASKED_NOT_TO_SHARE', [], {}, school);
    expect(flagsOf(lookedAfter, asked) & conditionBits.ASKED_NOT_TO_SHARE).not.toBe(0);
    expect(flagsOf(lookedAfter) & conditionBits.ASKED_NOT_TO_SHARE).toBe(0);
  });
});

describe('a way that was opened', () => {
  test('is one worker’s, for as long as it was opened', () => {
    const [row] = reachOf(
      [lookedAfter],
      [{ kind: 'BREAK_GLASS', organisation: '14', person: 'officer', until: '2015-10-23T10:00:00Z' }],
    );
    expect(row).toEqual({
      ...{ organisation: '14', person: 'officer', until: '2015-10-23T10:00:00Z', reason: 'BREAK_GLASS' },
      bits: conditionBits.BREAK_GLASS | conditionBits.NAMED,
    });
  });
});
