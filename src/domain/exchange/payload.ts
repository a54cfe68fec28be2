import { z } from 'zod';
import { redaction } from '../agreement.ts';
import { markings } from '../marking.ts';
import { episodeReference } from '../model/values.ts';
import { purposes } from '../policy.ts';
import { childSet } from './child-set.ts';
import { exchangeBody } from './messages/index.ts';
import { authority, id, instant, partner, phrase } from './values.ts';

/** The version of what is published here; a partner refuses another. */
export const schemaVersion = '1.0';

/** A message before it is sealed: what only its recipient reads. */
export const payload = z.strictObject({
  schemaVersion: z.literal(schemaVersion).describe('Version of the contract'),
  salt: z
    .string()
    .regex(/^[A-Za-z0-9_-]{22}$/)
    .describe('128 random bits: the digest in the open envelope tells nothing of a short message'),
  messageId: id.describe('Id its sender’s hub gave it; also the idempotency key'),
  conversationId: id.describe('Id of the conversation'),
  inReplyTo: id.nullable().describe('The message answered'),
  from: partner,
  to: partner,
  responsible: authority.describe('GSS code of the authority that stays accountable for the child, whoever performs'),
  purpose: z.enum(purposes).describe('What it is sent for'),
  legalBasis: phrase.describe('The power or duty relied on'),
  marking: z.enum(markings).describe('Protective marking; nothing higher is taken'),
  sentAt: instant.describe('When it was written'),
  dueAt: instant.nullable().describe('By when an answer is expected'),
  child: childSet.nullable().describe('Who the child is, in the message that opens a conversation'),
  episodes: z.array(episodeReference).max(50).describe('The absences it is about'),
  body: exchangeBody,
  redacted: z.array(redaction).max(500).describe('Fields that stayed at home, and why'),
});
export type ExchangePayload = Readonly<z.infer<typeof payload>>;
