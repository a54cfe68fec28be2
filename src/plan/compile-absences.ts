import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { classes, policyVersion } from '../domain/policy.ts';
import { argumentsOf, type CompileContext, type FieldSelection, jsonObject } from './compile-context.ts';
import { type GovernedField, governedFields, type Reachability } from './guard.ts';
import type { RowScope } from './rows.ts';
import { bigints, literal, texts } from './statement.ts';
import { ceilingOf } from './tables.ts';

const isClass = (word: string): word is keyof typeof classes => word in classes;

/** Whom a reader may ask for a withheld field. */
export const askOf = (fieldClass: string): string => (isClass(fieldClass) ? classes[fieldClass].ask : '');

/** The rule that withheld a field, as an absence names it. */
export const ruleOf = (fieldClass: string): string => `policy ${policyVersion}, class ${fieldClass}`;

/**
 * The rule that withholds what came across the border from whoever its agreement does not name. What the agreement did
 * not let cross at all was withheld by its source.
 */
export const ceilingRule = 'agreement across the border: other roles and purposes than it names';

const partType = (selection: FieldSelection): GraphQLObjectType => {
  const type = getNamedType(selection.field.type);
  if (!isObjectType(type)) throw new Error(`${selection.name} is no object`);
  return type;
};

const pick = (context: CompileContext, selection: FieldSelection, values: Readonly<Record<string, string>>): string => {
  const type = partType(selection);
  return jsonObject(
    context.selections.of(type, selection.nodes).map((inner) => {
      if (inner.name === '__typename') return [inner.key, literal(type.name)] as const;
      context.note(type.name, inner.name, 'inherit');
      return [inner.key, values[inner.name] ?? 'null'] as const;
    }),
  );
};

const governedTable = (fields: readonly GovernedField[], alias: string): string =>
  `unnest(${texts(fields.map(({ field }) => field))}, ${bigints(fields.map(({ bit }) => bit))})
    with ordinality ${alias}(f, b, n)`;

/** A governed field with its place in the schema, by which absences are ordered. */
interface Placed extends GovernedField {
  readonly place: number;
}

const isNever = ({ union }: Reachability, { bit }: GovernedField) => (union & bit) === 0n;
const isAlways = ({ intersection }: Reachability, { bit }: GovernedField) => (intersection & bit) !== 0n;

/** Rows for the fields that the mask of a row withholds; asked of each row only where its mask may differ. */
const withheldRows = (fields: readonly Placed[], reach: Reachability, mask: string): readonly string[] => {
  const withheld = fields.filter((field) => !isAlways(reach, field));
  if (withheld.length === 0) return [];
  const values = withheld.map(({ field, place, bit, fieldClass }) =>
    [literal(field), place, bit, literal(ruleOf(fieldClass)), literal(askOf(fieldClass))].join(', '),
  );
  const isDecided = withheld.every((field) => isNever(reach, field));
  return [
    `select f, n, null::jsonb v, r, q from (values ${values.map((value) => `(${value})`).join(', ')}) h(f, n, b, r, q)
      ${isDecided ? '' : `where (${mask} & h.b::int8) = 0`}`,
  ];
};

/** Rows for the fields that the ceiling of a row withholds and its mask would show: from those it names none, or from all. */
const ceilingRows = (fields: readonly Placed[], type: GraphQLObjectType, scope: RowScope): readonly string[] => {
  const { ceiling, mask, reach } = scope;
  const guarded = fields.flatMap((field) => {
    const guards = isNever(reach, field) ? null : (ceilingOf(type.name)?.guards(field.field) ?? null);
    return guards === null ? [] : [{ ...field, guards }];
  });
  if (ceiling === null || guarded.length === 0) return [];
  const values = guarded.map(({ field, place, bit, fieldClass, guards }) =>
    [literal(field), place, bit, literal(askOf(fieldClass)), literal(guards)].join(', '),
  );
  const isNamed = `cardinality(${ceiling}) > 0`;
  return [
    `select f, n, case when ${isNamed} then '{"reason": "WITHHELD_BY_SOURCE"}'::jsonb end,
        case when not ${isNamed} then ${literal(ceilingRule)} end, case when not ${isNamed} then q end
      from (values ${values.map((value) => `(${value})`).join(', ')}) h(f, n, b, q, g)
      where ${ceiling} is not null and (${mask} & h.b::int8) <> 0 and h.g <> all(${ceiling})`,
  ];
};

/**
 * Rows for the absences a row holds, of the fields its mask and its ceiling show. It starts from what is stored, which is
 * little, and looks up which fields answer to each entry.
 */
const storedRows = (fields: readonly Placed[], type: GraphQLObjectType, scope: RowScope): readonly string[] => {
  const shown = fields.filter((field) => !isNever(scope.reach, field));
  if (shown.length === 0) return [];
  const { ceiling } = scope;
  const answering: Record<string, unknown[]> = {};
  for (const { absentAs, field, place, bit } of shown) {
    const guards = ceilingOf(type.name)?.guards(field) ?? null;
    answering[absentAs] = [...(answering[absentAs] ?? []), [field, place, bit.toString(), guards]];
  }
  const conditions = [
    shown.every((field) => isAlways(scope.reach, field)) ? null : `(${scope.mask} & (x.v ->> 2)::int8) <> 0`,
    ceiling === null ? null : `(${ceiling} is null or x.v ->> 3 is null or x.v ->> 3 = any(${ceiling}))`,
  ].filter((condition) => condition !== null);
  return [
    `select x.v ->> 0, (x.v -> 1)::int, s.v, null, null from jsonb_each(${scope.row}.absences) s(k, v)
      cross join lateral jsonb_array_elements(${literal(JSON.stringify(answering))}::jsonb -> s.k) x(v)
      ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}`,
  ];
};

const ofAsked = (context: CompileContext, selection: FieldSelection, field: string): string => {
  if (!selection.nodes[0]?.arguments?.some(({ name }) => name.value === 'of')) return '';
  const of = context.statement.bind(context.statement.alias('of'), 'text[]', (binding) => {
    const asked = argumentsOf(selection, binding)['of'];
    return Array.isArray(asked) ? asked : null;
  });
  return `where ${of} is null or ${field} = any(${of})`;
};

/**
 * SQL for why each null governed field of a row is null: withheld where the mask lacks its bit, whether or not there
 * is a value; otherwise the reason its source gave.
 */
export const absencesSql = (
  context: CompileContext,
  type: GraphQLObjectType,
  scope: RowScope,
  selection: FieldSelection,
): string => {
  const fields = governedFields(type).map((field, place) => ({ ...field, place }));
  const w = context.statement.alias('w');
  const object = pick(context, selection, {
    field: `${w}.f`,
    reason: `case when ${w}.v is null then 'WITHHELD_BY_POLICY' else ${w}.v ->> 'reason' end`,
    rule: `${w}.r`,
    ask: `${w}.q`,
    askedBy: `${w}.v ->> 'askedBy'`,
    askedAt: `${w}.v ->> 'askedAt'`,
  });
  const rows = [
    ...withheldRows(fields, scope.reach, scope.mask),
    ...ceilingRows(fields, type, scope),
    ...storedRows(fields, type, scope),
  ];
  if (rows.length === 0) return `'[]'::json`;
  return `(select coalesce(json_agg(${object} order by ${w}.n), '[]'::json)
    from (${rows.join(' union all ')}) ${w}(f, n, v, r, q) ${ofAsked(context, selection, `${w}.f`)})`;
};

/** SQL for the provenance or conflicts of a merged row: only of fields the reader may see. */
export const statementsSql = (
  context: CompileContext,
  type: GraphQLObjectType,
  scope: RowScope,
  selection: FieldSelection,
  kind: 'provenance' | 'conflicts',
): string => {
  const w = context.statement.alias('w');
  const x = context.statement.alias('x');
  const object = pick(context, selection, {
    field: `${w}.f`,
    organisation: `${x}.v ->> 'organisation'`,
    statedAt: `${x}.v ->> 'statedAt'`,
    value: `${x}.v ->> 'value'`,
  });
  return `(select coalesce(json_agg(${object} order by ${x}.n, ${w}.n), '[]'::json)
    from jsonb_array_elements(${scope.row}.${kind}) with ordinality ${x}(v, n)
    join ${governedTable(governedFields(type), w)} on ${w}.f = ${x}.v ->> 'field' where (${scope.mask} & ${w}.b) <> 0)`;
};
