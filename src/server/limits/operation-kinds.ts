import { GraphQLError, type ValidationRule } from 'graphql';

/** Refuses a kind of operation the schema has no root for, which GraphQL's own rules let through to a fault. */
export const operationKinds: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    if (context.getSchema().getRootType(operation.operation)) return;
    context.reportError(new GraphQLError(`This hub answers no ${operation.operation}.`, { nodes: operation }));
  },
});
