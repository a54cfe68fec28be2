import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { listConversations } from '../../src/store/exchange/conversations.ts';
import { exchangeLog } from '../../src/store/exchange/log.ts';
import { messagesOf } from '../../src/store/exchange/messages.ts';
import { takeLane } from '../../src/store/lane.ts';
import { inTransaction, type Transaction } from '../../src/store/transaction.ts';
import type { TestDatabase } from './database.ts';
import { Crash, type StormHub } from './exchange-memory.ts';
import type { Authority } from './exchange-world.ts';

const rows = z.array(z.object({ id: z.string() }));

const effectsIn = async (tx: Transaction): Promise<readonly string[]> => {
  const { rows: found } = await tx.query('select message_id::text id from exchange_effect_of_test');
  return rows.parse(found).map(({ id }) => id);
};

/** A hub over a database; effects are rows of a table of the test, written in the effect’s transaction. */
export const storedHub = async (authority: Authority, { pools }: TestDatabase, childId: string): Promise<StormHub> => {
  await pools.owner.query('create table exchange_effect_of_test (message_id uuid not null)');
  await pools.owner.query('grant select, insert on exchange_effect_of_test to homeward_ingest');
  const hub: StormHub = {
    childId,
    cut: () => null,
    load: () =>
      inTransaction(pools.ingest, async (tx) => {
        const filter = { box: 'ALL', self: authority.code, dueBy: null, unmatched: false, limit: 1_000 } as const;
        const conversations = await listConversations(tx, filter);
        const messages = await messagesOf(
          tx,
          conversations.map(({ id }) => id),
        );
        return {
          conversations: new Map(conversations.map((one) => [one.id, one])),
          messages: new Map(messages.map((one) => [`${one.sender} ${one.messageId}`, one])),
          effects: await effectsIn(tx),
          told: [],
          revoked: new Map(),
        };
      }),
    wipe: async () => {
      const tables = ['exchange_effect_of_test', 'exchange_message', 'exchange_conversation'];
      for (const table of tables) await pools.owner.query(`delete from ${table}`);
    },
    deps: (register) => ({
      ...{ self: authority.code, register, keys: authority.keys },
      newId: randomUUID,
      newSalt: () => randomBytes(16).toString('base64url'),
      run: async (work) => {
        const cut = hub.cut();
        const result = await inTransaction(pools.ingest, async (tx) => {
          await takeLane(tx, '-infinity');
          const done = await work({
            log: exchangeLog(tx),
            effects: {
              findChild: async () => null,
              take: async (_conversation, { messageId }) => {
                await tx.query('insert into exchange_effect_of_test (message_id) values ($1)', [messageId]);
              },
              tellOverdue: async () => undefined,
            },
          });
          if (cut === 'BEFORE_COMMIT') throw new Crash('before the commit');
          return done;
        });
        if (cut === 'AFTER_COMMIT') throw new Crash('after the commit');
        return result;
      },
    }),
  };
  return hub;
};
