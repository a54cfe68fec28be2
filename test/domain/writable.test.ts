import { isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contractFormats } from '../../adapters/hub-records/index.ts';
import { buildHubSchema } from '../../schema/index.ts';
import { governingOf } from '../../src/domain/coordinates.ts';
import { compileMasks, withOwn } from '../../src/domain/mask.ts';
import { roleTerms, writers } from '../../src/domain/policy.ts';
import { recordInputOf } from '../../src/domain/record-inputs.ts';
import { showsField, showsRecord } from '../../src/domain/sight.ts';
import { neededFields, type WritableKind, writableKinds } from '../../src/domain/writable.ts';
import { sourceOf } from '../../src/plan/source.ts';
import { tables } from '../../src/plan/tables.ts';
import { columnOf } from '../../src/store/columns.ts';

const schema = buildHubSchema();
const held = z.object({ kind: z.enum(['column', 'part']), column: z.string() });
const cases = writableKinds.map((writable: WritableKind) => ({ writable, type: writable.type }));

describe('the register of kinds that are entered in the hub', () => {
  test('has every kind of the hub’s own contracts but involvements, once', () => {
    const contracts = contractFormats.map(({ contract }) => contract.kind).filter((kind) => kind !== 'involvement');
    expect(writableKinds.map(({ kind }) => kind).toSorted()).toEqual(contracts.toSorted());
  });

  test.for(cases)('$type: names the contract of its kind, and asks for at least what that asks for', ({ writable }) => {
    const format = contractFormats.find(({ contract }) => contract.plural === writable.contract);
    expect(format?.contract.kind).toBe(writable.kind);
    const asked = Object.entries(format?.contract.entry.shape ?? {})
      .filter(
        ([name, field]) =>
          !['id', 'child', 'workers'].includes(name) &&
          field instanceof z.ZodType &&
          !field.safeParse(undefined).success,
      )
      .map(([name]) => name);
    expect(asked.filter((name) => !neededFields(writable).includes(name))).toEqual([]);
  });

  test.for(cases)('$type: every field that shows a value of it counts where that value is named', ({ writable }) => {
    const type = schema.getType(writable.type);
    if (!isObjectType(type)) throw new Error('not a type');
    for (const { name } of recordInputOf(writable).fields.filter((field) => field.name !== 'episodes')) {
      const showing = Object.values(type.getFields())
        .filter((field) => held.safeParse(sourceOf(field)).data?.column === columnOf(name))
        .map((field) => field.name);
      expect([name, ...(writable.shownAlso[name] ?? [])].toSorted()).toEqual(showing.toSorted());
    }
  });

  test.for(cases)('$type: what shows that there is a record is what its table says', ({ writable }) => {
    const shownBy = Object.values(tables).find(({ type }) => type === writable.type)?.shownBy;
    expect(governingOf(writable.type, 'organisation')).toBe(shownBy);
  });

  test.for(cases)(
    '$type: whoever may enter it sees, for some purpose, all that it cannot do without',
    ({ writable }) => {
      for (const role of writers[writable.mutation]) {
        const masks = roleTerms[role].purposes.flatMap((purpose) => compileMasks(role, purpose).table).map(withOwn);
        const isEnough = (mask: bigint) =>
          showsRecord(mask, writable) && neededFields(writable).every((field) => showsField(mask, writable, field));
        expect([role, masks.some(isEnough)]).toEqual([role, true]);
      }
    },
  );
});
