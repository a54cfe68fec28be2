import type { AccessLogEntry } from '../../src/store/access-log.ts';
import { builder } from '../builder.ts';
import { Absence } from './absence.ts';
import { connectionOf, type PageOf } from './connection.ts';
import { resolvedAbsences } from './resolved-absences.ts';

/** A disclosure of a child, with the mask the reader of the log has for that child. */
export interface DisclosureRow {
  readonly mask: bigint;
  readonly entry: AccessLogEntry;
  /** What of the child the disclosure showed. */
  readonly fields: readonly string[];
}

export type DisclosurePage = PageOf<DisclosureRow>;

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
      resolve: ({ mask, entry: { operation, asKnownAt } }) => [
        ...resolvedAbsences('Disclosure', mask, { operation, asKnownAt }),
      ],
    }),
  }),
});

export const DisclosureConnection = connectionOf('Disclosure', {
  ...{ type: Disclosure, one: 'disclosure', many: 'disclosures' },
  page: 'A page of disclosures of one child, newest first.',
  node: (t, description) => t.field({ type: Disclosure, nullable: false, description, resolve: ({ row }) => row }),
});
