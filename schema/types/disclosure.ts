import { coordinates, governedBy } from '../../src/domain/coordinates.ts';
import { neededBit } from '../../src/domain/mask.ts';
import { askOf, ruleOf } from '../../src/plan/compile-absences.ts';
import type { AccessLogEntry } from '../../src/store/access-log.ts';
import { builder } from '../builder.ts';
import type { Part } from '../fields.ts';
import { Absence } from './absence.ts';
import { PageInfo } from './connection.ts';

/** A disclosure of a child, with the mask the reader of the log has for that child. */
export interface DisclosureRow {
  readonly mask: bigint;
  readonly entry: AccessLogEntry;
  /** What of the child the disclosure showed. */
  readonly fields: readonly string[];
}

export interface DisclosurePage {
  readonly rows: readonly { readonly row: DisclosureRow; readonly cursor: string }[];
  readonly hasNextPage: boolean;
}

const governed = Object.entries(coordinates['Disclosure'] ?? {}).flatMap(([field, governing]) => {
  const by = governedBy(governing);
  return by ? [{ field, fieldClass: by.fieldClass, bit: neededBit(by.fieldClass, by.level) }] : [];
});

const mayLack = ['operation', 'asKnownAt'] as const;

const absencesOf = ({ mask, entry }: DisclosureRow): readonly Part[] => [
  ...governed
    .filter(({ bit }) => (mask & bit) === 0n)
    .map(({ field, fieldClass }) => ({
      ...{ field, reason: 'WITHHELD_BY_POLICY' },
      ...{ rule: ruleOf(fieldClass), ask: askOf(fieldClass) },
    })),
  ...mayLack
    .filter((field) => entry[field] === null && governed.some((one) => one.field === field && (mask & one.bit) !== 0n))
    .map((field) => ({ field, reason: 'NOT_APPLICABLE' })),
];

const Disclosure = builder.objectRef<DisclosureRow>('Disclosure').implement({
  description: 'One time at which something of a child was shown, or asked for and withheld.',
  fields: (t) => ({
    at: t.field({
      type: 'DateTime',
      description: 'When, by the clock of the hub’s machine.',
      resolve: ({ entry }) => entry.at,
    }),
    organisation: t.string({
      description: 'Code of the organisation it was shown to.',
      resolve: ({ entry }) => entry.organisation,
    }),
    role: t.string({ description: 'The role of who was shown it.', resolve: ({ entry }) => entry.role }),
    person: t.string({
      description: 'Who was shown it: the worker’s id, or the system’s.',
      resolve: ({ entry }) => entry.person,
    }),
    purpose: t.string({ description: 'What they asked it for.', resolve: ({ entry }) => entry.purpose }),
    fields: t.stringList({
      nullable: { list: true, items: false },
      description: 'What of the child was shown, `Type.field`, whether or not a value was there.',
      resolve: ({ fields }) => [...fields],
    }),
    fieldCount: t.int({
      description: 'How many fields of the child were shown; none where all that was asked for was withheld.',
      resolve: ({ fields }) => fields.length,
    }),
    asKnownAt: t.field({
      type: 'DateTime',
      description: 'The past it was asked for, where one was.',
      resolve: ({ entry }) => entry.asKnownAt,
    }),
    operation: t.string({
      description: 'The name of the operation, where it had one.',
      resolve: ({ entry }) => entry.operation,
    }),
    absences: t.field({
      type: [Absence],
      nullable: { list: false, items: false },
      description: 'Why each null field of this disclosure is null.',
      resolve: (row) => [...absencesOf(row)],
    }),
  }),
});

const DisclosureEdge = builder.objectRef<DisclosurePage['rows'][number]>('DisclosureEdge').implement({
  description: 'A disclosure on a page, and where it stands.',
  fields: (t) => ({
    cursor: t.string({
      nullable: false,
      description: 'Where it stands. Encrypted: it says nothing of the disclosure.',
      resolve: ({ cursor }) => cursor,
    }),
    node: t.field({ type: Disclosure, nullable: false, description: 'The disclosure.', resolve: ({ row }) => row }),
  }),
});

export const DisclosureConnection = builder.objectRef<DisclosurePage>('DisclosureConnection').implement({
  description: 'A page of disclosures of one child, newest first.',
  fields: (t) => ({
    edges: t.field({
      type: [DisclosureEdge],
      nullable: { list: false, items: false },
      description: 'The disclosures with their cursors.',
      resolve: ({ rows }) => [...rows],
    }),
    nodes: t.field({
      type: [Disclosure],
      nullable: { list: false, items: false },
      description: 'The disclosures.',
      resolve: ({ rows }) => rows.map(({ row }) => row),
    }),
    pageInfo: t.field({
      type: PageInfo,
      nullable: false,
      description: 'Where the page stands.',
      resolve: (page) => page,
    }),
  }),
});
