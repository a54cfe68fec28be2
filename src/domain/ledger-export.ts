import { z } from 'zod';

const text = z.string();

/** One line of an exported ledger. */
export const exportLine = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ledger'), version: z.literal(1), verifier: text }),
  z.strictObject({ type: z.literal('fields'), id: text, coordinates: z.array(text) }),
  z.strictObject({
    type: z.literal('entry'),
    position: z.int().min(1),
    id: text,
    writer: text,
    sequence: text,
    at: text,
    requestId: text,
    person: text,
    organisation: text,
    role: text,
    purpose: text,
    operation: text.nullable(),
    plan: text,
    fieldList: text,
    touched: z.array(z.tuple([text, text, text])),
    knownAt: text.nullable(),
    asKnownAt: text.nullable(),
    policyVersion: text,
    previousHash: z.string().regex(/^[0-9a-f]{64}$/),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.strictObject({ type: z.literal('checkpoint'), note: text }),
  /** What another authority signed of the checkpoint before it. */
  z.strictObject({ type: z.literal('cosignature'), signature: text }),
  z.strictObject({ type: z.literal('end'), entries: z.int().min(0) }),
]);
export type ExportLine = z.infer<typeof exportLine>;
