import { explainerOf, unrelated } from '../../src/domain/explain.ts';
import { whoCanSee } from '../../src/domain/who-can-see.ts';
import { explainedField } from '../../src/plan/explained-field.ts';
import { builder } from '../builder.ts';
import { Absence } from '../types/absence.ts';
import { Explanation, Onlooker } from '../types/explanation.ts';
import { resolvedAbsences } from '../types/resolved-absences.ts';

const fieldArguments = {
  childId: 'The child’s id, `Child:…`.',
  type: 'The type that holds the field, such as `Child`.',
  field: 'The field, such as `religion`.',
};

builder.queryField('explain', (t) =>
  t.field({
    type: Explanation,
    description:
      'Why the reader is or is not shown a field of a child. A child there is none of and a child the reader has no relationship to give one answer.',
    args: {
      childId: t.arg.id({ required: true, description: fieldArguments.childId }),
      type: t.arg.string({ required: true, description: fieldArguments.type }),
      field: t.arg.string({ required: true, description: fieldArguments.field }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: async (_root, { childId, type, field }, context) => {
      const asked = explainedField(`${type}.${field}`);
      const reader = context.reader();
      const child = await reader.child(childId);
      if (!child || !context.viewer) return unrelated(asked.coordinate);
      const { role, purpose } = context.viewer;
      return explainerOf(role, purpose)(asked, child.mask, await reader.reach(child));
    },
  }),
);

/** A question who can see a field of a child, and the mask of who asks it. */
interface AudienceAsked {
  readonly coordinate: string;
  readonly child: string;
  /** The viewer's mask for the child: the guard tests it. */
  readonly mask: bigint;
}

const Audience = builder.objectRef<AudienceAsked>('Audience').implement({
  description: 'Who can see a field of a child. It belongs to the access log.',
  fields: (t) => ({
    coordinate: t.exposeString('coordinate', { description: 'The field, `Type.field`.' }),
    onlookers: t.field({
      type: [Onlooker],
      nullable: { list: true, items: false },
      description: 'Everybody who is shown it as the hub stands: whole organisations by role, and named workers.',
      resolve: async ({ coordinate, child }, _args, { useCases, clock }) => {
        const { flags, reach } = await useCases.childReach(child);
        return [...whoCanSee({ field: explainedField(coordinate), flags, reach, now: clock.now() })];
      },
    }),
    absences: t.field({
      type: [Absence],
      nullable: { list: false, items: false },
      description: 'Why there are no onlookers: withheld from a reader who may not see the access log.',
      resolve: ({ mask }) => [...resolvedAbsences('Audience', mask, {})],
    }),
  }),
});

builder.queryField('whoCanSee', (t) =>
  t.field({
    type: Audience,
    description:
      'Who can see a field of a child, for readers of the access log. Null where there is none or the reader has no relationship to it.',
    args: {
      childId: t.arg.id({ required: true, description: fieldArguments.childId }),
      type: t.arg.string({ required: true, description: fieldArguments.type }),
      field: t.arg.string({ required: true, description: fieldArguments.field }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: async (_root, { childId, type, field }, context) => {
      const { coordinate } = explainedField(`${type}.${field}`);
      const child = await context.reader().child(childId);
      return child && { coordinate, child: child.child, mask: child.mask };
    },
  }),
);
