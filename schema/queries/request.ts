import type { Viewer as ViewerFacts } from '../../src/domain/viewer.ts';
import { builder } from '../builder.ts';
import type { HubFacts } from '../context.ts';

const Viewer = builder.objectRef<ViewerFacts>('Viewer').implement({
  description: 'Who is asking, as the hub understood the token.',
  fields: (t) => ({
    person: t.exposeString('person', { description: 'The subject of the token.' }),
    organisation: t.exposeString('organisation', { description: 'Code of the organisation.' }),
    role: t.exposeString('role', { description: 'The role.' }),
    purpose: t.exposeString('purpose', { description: 'The declared purpose.' }),
  }),
});

const Hub = builder.objectRef<HubFacts>('Hub').implement({
  description: 'What the hub says of itself.',
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Version of the software.' }),
    policyVersion: t.exposeString('policyVersion', { description: 'Version of the permission policy.' }),
    now: t.exposeString('now', { description: 'The domain clock, by which relationships and deadlines run.' }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'Who is asking.',
    extensions: { plan: { kind: 'static', key: 'viewer' } },
    resolve: (_root, _args, context) => context.viewer,
  }),
);

builder.queryField('hub', (t) =>
  t.field({
    type: Hub,
    description: 'The hub itself.',
    extensions: { plan: { kind: 'static', key: 'hub' } },
    resolve: (_root, _args, context) => context.hub(),
  }),
);
