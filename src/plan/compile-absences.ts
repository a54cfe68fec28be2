import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { classes, policyVersion } from '../domain/policy.ts';
import { argumentsOf, type CompileContext, type FieldSelection, jsonObject } from './compile-context.ts';
import { type GovernedField, governedFields } from './guard.ts';
import type { RowScope } from './rows.ts';
import { bigints, literal, texts } from './statement.ts';

const isClass = (word: string): word is keyof typeof classes => word in classes;

/** Whom a reader may ask for a withheld field. */
export const askOf = (fieldClass: string): string => (isClass(fieldClass) ? classes[fieldClass].ask : '');

/** The rule that withheld a field, as an absence names it. */
export const ruleOf = (fieldClass: string): string => `policy ${policyVersion}, class ${fieldClass}`;

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
  `unnest(${texts(fields.map(({ field }) => field))}, ${bigints(fields.map(({ bit }) => bit))},
    ${texts(fields.map(({ fieldClass }) => fieldClass))}, ${texts(fields.map(({ absentAs }) => absentAs))},
    ${texts(fields.map(({ fieldClass }) => askOf(fieldClass)))}) with ordinality ${alias}(f, b, c, a, q, n)`;

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
  const fields = governedFields(type);
  const w = context.statement.alias('w');
  const of = context.statement.bind(context.statement.alias('of'), 'text[]', (binding) => {
    const asked = argumentsOf(selection, binding)['of'];
    return Array.isArray(asked) ? asked : null;
  });
  const withheld = `(${scope.mask} & ${w}.b) = 0`;
  const stored = (key: string) => `case when not ${withheld} then ${scope.row}.absences -> ${w}.a ->> '${key}' end`;
  const object = pick(context, selection, {
    field: `${w}.f`,
    reason: `case when ${withheld} then 'WITHHELD_BY_POLICY' else ${scope.row}.absences -> ${w}.a ->> 'reason' end`,
    rule: `case when ${withheld} then 'policy ${policyVersion}, class ' || ${w}.c end`,
    ask: `case when ${withheld} then ${w}.q end`,
    askedBy: stored('askedBy'),
    askedAt: stored('askedAt'),
  });
  return `(select coalesce(json_agg(${object} order by ${w}.n), '[]'::json) from ${governedTable(fields, w)}
    where (${withheld} or ${scope.row}.absences ? ${w}.a) and (${of} is null or ${w}.f = any(${of})))`;
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
