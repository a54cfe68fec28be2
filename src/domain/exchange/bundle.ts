import { z } from 'zod';
import { type Agreement, agreementFault } from '../agreement.ts';
import { type Claims, digestOf, openClaims } from './envelope.ts';
import { exchangeKinds } from './messages/index.ts';
import { payload as payloadSchema } from './payload.ts';
import { erasedDigest, isReceiptFor, openReceipt } from './receipt.ts';
import { readAgreement } from './signed-agreement.ts';
import type { FindKey } from './signed-statement.ts';
import { id, partner, phrase } from './values.ts';

const jws = z.string();

/** One line of an evidence bundle. */
export const bundleLine = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bundle'), version: z.literal(1) }),
  z.strictObject({ type: z.literal('agreement'), bySender: jws, byRecipient: jws }),
  z.strictObject({ type: z.literal('message'), envelope: jws }),
  /** A message whose content was erased: that it was sent is what the receipt after it says, by its recipient. */
  z.strictObject({
    ...{ type: z.literal('erased'), iss: partner, aud: partner, jti: id, conversation: id, agreement: phrase },
    ...{ iat: z.int().min(0), sequence: z.int().min(1), kind: z.enum(exchangeKinds) },
    request: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  /** What the message before it said, where it is disclosed. */
  z.strictObject({ type: z.literal('payload'), text: z.string() }),
  z.strictObject({ type: z.literal('receipt'), receipt: jws }),
  z.strictObject({ type: z.literal('end'), lines: z.int().min(0) }),
]);
export type BundleLine = z.infer<typeof bundleLine>;

/** What a bundle proves of a message. */
type ProvenClaims = Pick<Claims, 'iss' | 'aud' | 'jti' | 'iat' | 'conversation' | 'sequence' | 'kind' | 'agreement'>;

/** One message of a bundle that holds. */
export interface ProvenMessage {
  readonly claims: ProvenClaims;
  /** When its recipient signed for it, and what it decided; null where the bundle holds no receipt. */
  readonly receipt: { readonly at: string; readonly decision: string; readonly reason: string | null } | null;
}

/** What a bundle was found to be. */
export interface BundleVerdict {
  readonly messages: readonly ProvenMessage[];
  readonly agreements: number;
  /** The first line that is wrong, from 1, and why; null where everything holds. */
  readonly fault: { readonly line: number; readonly reason: string } | null;
}

interface Reading {
  readonly findKey: FindKey;
  readonly agreements: Map<string, Agreement>;
  readonly messages: {
    claims: ProvenClaims;
    digest: string | null;
    envelope: string;
    receipt: ProvenMessage['receipt'];
  }[];
  readonly sequences: Map<string, number>;
  line: number;
  hasEnded: boolean;
}

const instantOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

const isUnder = (reading: Reading, { agreement: name, iss, aud, iat }: ProvenClaims): boolean => {
  const terms = reading.agreements.get(name);
  if (!terms || terms.sender !== iss || terms.recipient !== aud) return false;
  return terms.purposes.some((purpose) => agreementFault({ terms, revokedAt: null }, purpose, instantOf(iat)) === null);
};

const isVouchedFor = ({ messages }: Reading): boolean => {
  const last = messages.at(-1);
  return !last || last.receipt !== null || erasedDigest(last.envelope) === null;
};

const unvouched = 'nothing vouches for the erased message before it';

const takeMessage = async (reading: Reading, envelope: string): Promise<string | null> => {
  const opened = await openClaims(envelope, reading.findKey);
  if (!opened.ok) return 'the message is not signed by the authority it names';
  return addMessage(reading, opened.value, { envelope, digest: opened.value.digest });
};

const addMessage = (
  reading: Reading,
  value: ProvenClaims,
  { envelope, digest }: { readonly envelope: string; readonly digest: string | null },
): string | null => {
  if (!isVouchedFor(reading)) return unvouched;
  if (!isUnder(reading, value)) return 'no agreement before it lets the message cross';
  const count = `${value.conversation} ${value.iss}`;
  if (value.sequence !== (reading.sequences.get(count) ?? 0) + 1) return 'a message before it is missing';
  reading.sequences.set(count, value.sequence);
  reading.messages.push({ claims: value, digest, envelope, receipt: null });
  return null;
};

const takeReceipt = async (reading: Reading, text: string): Promise<string | null> => {
  const last = reading.messages.at(-1);
  if (!last || last.receipt) return 'there is no message before the receipt';
  const opened = await openReceipt(text, reading.findKey);
  if (!opened.ok) return 'the receipt is not signed by the authority it names';
  const { iat, decision, reason } = opened.value;
  if (!isReceiptFor(opened.value, { ...last.claims, envelope: last.envelope })) {
    return 'the receipt is not for the message before it';
  }
  last.receipt = { at: instantOf(iat), decision, reason };
  return null;
};

const takePayload = (reading: Reading, text: string): string | null => {
  const last = reading.messages.at(-1);
  if (!last || digestOf(text) !== last.digest) return 'it is not what the message before it said';
  try {
    return payloadSchema.safeParse(JSON.parse(text)).success ? null : 'it is no message of this contract';
  } catch {
    return 'it is no message of this contract';
  }
};

const takeAgreement = async (reading: Reading, line: Extract<BundleLine, { type: 'agreement' }>) => {
  const terms = await readAgreement(line, reading.findKey);
  if (!terms) return 'the agreement is not signed by both sides';
  reading.agreements.set(terms.id, terms);
  return null;
};

const takeEnd = (reading: Reading, lines: number): string | null => {
  reading.hasEnded = true;
  if (!isVouchedFor(reading)) return unvouched;
  return lines === reading.line - 2 ? null : 'the number of lines is not what the bundle says';
};

const take = (reading: Reading, line: BundleLine): Promise<string | null> | string | null => {
  if (reading.hasEnded) return 'something stands behind the end';
  if ((reading.line === 1) !== (line.type === 'bundle')) return 'a bundle begins with one line that says so';
  switch (line.type) {
    case 'bundle':
      return null;
    case 'agreement':
      return takeAgreement(reading, line);
    case 'message':
      return takeMessage(reading, line.envelope);
    case 'erased': {
      const { type: _type, request, ...claims } = line;
      return addMessage(reading, claims, { envelope: `erased:${request}`, digest: null });
    }
    case 'payload':
      return takePayload(reading, line.text);
    case 'receipt':
      return takeReceipt(reading, line.receipt);
    case 'end':
      return takeEnd(reading, line.lines);
  }
};

const readLine = (text: string): BundleLine | null => {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? (bundleLine.safeParse(value).data ?? null) : null;
  } catch {
    return null;
  }
};

/**
 * Checks an evidence bundle from its lines and public keys alone: who sent what to whom, when, under which agreement,
 * and who signed for it. Stops at the first line that does not hold and names it.
 */
export const verifyBundle = async (lines: AsyncIterable<string>, findKey: FindKey): Promise<BundleVerdict> => {
  const reading: Reading = {
    ...{ findKey, agreements: new Map<string, Agreement>(), messages: [], sequences: new Map<string, number>() },
    ...{ line: 0, hasEnded: false },
  };
  const verdict = (fault: BundleVerdict['fault']): BundleVerdict => ({
    messages: reading.messages.map(({ claims, receipt }) => ({ claims, receipt })),
    agreements: reading.agreements.size,
    fault,
  });
  for await (const text of lines) {
    reading.line += 1;
    const line = readLine(text);
    const reason = line ? await take(reading, line) : 'the line is not one of an evidence bundle';
    if (reason !== null) return verdict({ line: reading.line, reason });
  }
  return verdict(reading.hasEnded ? null : { line: reading.line + 1, reason: 'the bundle is cut short' });
};
