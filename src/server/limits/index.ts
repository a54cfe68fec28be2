import type { ValidationRule } from 'graphql';
import { aliases } from './aliases.ts';
import { depth } from './depth.ts';
import { directives } from './directives.ts';
import { names } from './names.ts';
import { operationKinds } from './operation-kinds.ts';
import { rootFields } from './root-fields.ts';
import { texts } from './texts.ts';

/** The register of the hub's own limits, each beside GraphQL's rules. */
export const limitRules: readonly ValidationRule[] = [
  depth,
  aliases,
  directives,
  rootFields,
  names,
  texts,
  operationKinds,
];
