import type { Transport } from '../../app/exchange/deliver-queued.ts';

/** ★ How long a partner’s hub may take to answer, and how long a receipt may be. */
const terms = { patienceMs: 20_000, receiptCharacters: 20_000 } as const;

/** Media type of an envelope and of a receipt (RFC 7515). */
export const exchangeMediaType = 'application/jose';

/**
 * Sends over HTTP, to the address the partner register names and no other: a redirect is not followed, and nothing a
 * message says is ever fetched.
 */
export const httpTransport: Transport = async ({ url }, envelope) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': exchangeMediaType },
    body: envelope,
    redirect: 'error',
    signal: AbortSignal.timeout(terms.patienceMs),
  });
  const text = await response.text();
  const isReceipt = response.status === 200 && response.headers.get('content-type')?.startsWith(exchangeMediaType);
  return isReceipt && text.length <= terms.receiptCharacters ? text : null;
};
