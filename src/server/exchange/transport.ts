import { z } from 'zod';
import type { WitnessTransport } from '../../app/exchange/ask-witnesses.ts';
import type { Transport } from '../../app/exchange/deliver-queued.ts';

/** ★ How long a partner’s hub may take to answer, and how long a receipt may be. */
const terms = { patienceMs: 20_000, receiptCharacters: 20_000 } as const;

/** Media type of an envelope and of a receipt (RFC 7515). */
export const exchangeMediaType = 'application/jose';

const cosigning = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('COSIGNED'), signature: z.string().max(1_000) }),
  z.strictObject({ kind: z.literal('KNOWN'), size: z.int().min(0) }),
  z.strictObject({
    kind: z.literal('REFUSED'),
    reason: z.enum(['SIGNATURE', 'SHRUNK', 'NOT_GROWN_FROM_WHAT_WAS_WITNESSED', 'NOT_BELIEVED']),
  }),
]);

const post = (url: string, body: string): Promise<Response> =>
  fetch(url, {
    ...{ method: 'POST', headers: { 'content-type': exchangeMediaType }, body, redirect: 'error' },
    signal: AbortSignal.timeout(terms.patienceMs),
  });

/** Asks a partner’s hub to witness this hub’s ledger. */
export const httpWitness: WitnessTransport = async ({ url }, request) => {
  const response = await post(`${url}/checkpoint`, request);
  if (response.status !== 200) return null;
  return cosigning.safeParse(await response.json()).data ?? null;
};

/**
 * Sends over HTTP, to the address the partner register names and no other: a redirect is not followed, and nothing a
 * message says is ever fetched.
 */
export const httpTransport: Transport = async ({ url }, envelope) => {
  const response = await post(url, envelope);
  const text = await response.text();
  const isReceipt = response.status === 200 && response.headers.get('content-type')?.startsWith(exchangeMediaType);
  return isReceipt && text.length <= terms.receiptCharacters ? text : null;
};
