import type { OpenedWay } from '../../src/app/access/open-way.ts';
import { builder } from '../builder.ts';
import { payloadType, refusals } from '../errors.ts';
import { Child } from './refs.ts';

type Opened = OpenedWay & { readonly repeated: boolean };

const WayOpened = builder.objectRef<Opened>('WayOpened').implement({
  description: 'A way to a child, opened until a time.',
  fields: (t) => ({
    grantId: t.exposeID('grantId', { nullable: false, description: 'Its id, by which it is reviewed.' }),
    child: t.field({
      type: Child,
      description: 'The child, as whoever opened the way may now see it.',
      resolve: ({ childId }, _args, { reader, childIds }) => reader().child(childIds.global(childId)),
    }),
    until: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'Until when it is open.',
      resolve: ({ until }) => until,
    }),
    reviewDueOn: t.field({
      type: 'Date',
      description: 'Day by which somebody else reviews it, where it is reviewed.',
      resolve: ({ reviewDueOn }) => reviewDueOn,
    }),
    repeated: t.exposeBoolean('repeated', {
      nullable: false,
      description: 'Whether this answers an earlier request with the same idempotency key.',
    }),
  }),
});

/** The payload of a mutation that opens a way, or why it was refused. */
export const wayPayload = (name: string) =>
  builder.unionType(name, {
    description: 'The way that was opened, or why it was refused.',
    types: [WayOpened, ...refusals],
    resolveType: payloadType('WayOpened'),
  });

/** What every mutation that opens a way is told. */
export const wayTexts = {
  reason: 'Why, in words somebody can be asked about. The responsible authority may read it.',
  idempotencyKey: 'The sender’s own key, 8 to 100 characters: the same key and request again changes nothing.',
} as const;
