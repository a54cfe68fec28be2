import type { KeptConversation } from '../../domain/exchange/log.ts';

/** The other side of a conversation. */
export const partnerOf = (self: string, { opener, other }: KeptConversation): string =>
  opener === self ? other : opener;
