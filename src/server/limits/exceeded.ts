import { type ASTNode, GraphQLError } from 'graphql';
import type { LimitCode } from './limits.ts';

/** The error of a document beyond a limit. Apollo claims `code` for every validation error, so ours rides in `limit`. */
export const exceeded = (limit: LimitCode, message: string, nodes: ASTNode): GraphQLError =>
  new GraphQLError(message, { nodes, extensions: { limit } });
