import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';
import { guardSchema } from './guard.ts';
import './types/absence.ts';
import './types/child.ts';
import './types/episode.ts';
import './types/interview.ts';
import './types/involvement.ts';
import './types/node.ts';
import './types/notification.ts';
import './types/parts.ts';
import './types/placement.ts';
import './types/provenance.ts';
import './types/timeline.ts';
import './queries/child.ts';
import './queries/pages.ts';
import './queries/request.ts';
import './mutations/notification-submit.ts';

/**
 * The hub's schema, guarded.
 * @throws Error when the policy table and the schema differ
 */
export const buildHubSchema = (): GraphQLSchema => guardSchema(builder.toSchema());
