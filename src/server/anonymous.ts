import type { DocumentNode, FieldNode, OperationDefinitionNode } from 'graphql';
import { rootFields } from './root-fields.ts';

const asksOnlyName = (document: DocumentNode, field: FieldNode): boolean =>
  !field.selectionSet ||
  rootFields(document, field.selectionSet).every(({ name }) => name.value === 'name' || name.value === '__typename');

/** Whether an operation asks nothing but `__typename` and the name of a type: what is answered to everybody. */
export const isForEverybody = (document: DocumentNode, operation: OperationDefinitionNode): boolean =>
  rootFields(document, operation.selectionSet).every(
    (field) => field.name.value === '__typename' || (field.name.value === '__type' && asksOnlyName(document, field)),
  );

/** Whether an operation lists the schema, beyond the name of a type. */
export const isIntrospection = (document: DocumentNode, operation: OperationDefinitionNode): boolean =>
  rootFields(document, operation.selectionSet).some(
    (field) => field.name.value === '__schema' || (field.name.value === '__type' && !asksOnlyName(document, field)),
  );
