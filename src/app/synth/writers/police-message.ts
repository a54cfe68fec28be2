import type { RecordBody } from '../../../domain/model/kinds.ts';
import type { Address, Contact } from '../../../domain/model/values.ts';
import type { InventedSource } from '../invented.ts';
import { said } from './json-list.ts';
import { recordsOf } from './records-of.ts';

/** What one police message says: the notification, the absence under the same key, and the person as the force has them. */
export interface PoliceMessage {
  readonly personKey: string;
  readonly notice: RecordBody['notification'];
  readonly episode: RecordBody['missing-episode'] | null;
  readonly person: RecordBody['person'];
}

/** The messages a source sends, in their order. */
export const messagesOf = (source: InventedSource): readonly PoliceMessage[] => {
  const episodes = new Map(recordsOf(source, 'missing-episode').map(({ key, body }) => [key, body]));
  return recordsOf(source, 'notification').map(({ key, body }) => ({
    personKey: source.key,
    notice: body,
    episode: episodes.get(key) ?? null,
    person: source.person,
  }));
};

/** A person named in a message, without what is not known of them. */
export const contactOf = (contact: Contact): unknown => said({ ...contact });

/** An address in a message, without what is not known of it. */
export const addressOf = (address: Address): unknown => said({ ...address });
