import { CompactSign } from 'jose';
import { z } from 'zod';
import { type Agreement, agreementTerms } from '../agreement.ts';
import { type FindKey, type NamedKey, openSigned } from './signed-statement.ts';
import { partner } from './values.ts';

const agreementType = 'homeward-agreement+jws';
const consent = z.strictObject({ iss: partner, terms: agreementTerms });

/** An agreement as it is kept and shown: the same terms, signed by each side. */
export const signedAgreement = z.strictObject({ bySender: z.string(), byRecipient: z.string() });
export type SignedAgreement = Readonly<z.infer<typeof signedAgreement>>;

/** One side’s signature under terms. */
export const signTerms = (terms: Agreement, iss: string, signer: NamedKey): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify({ iss, terms })))
    .setProtectedHeader({ alg: 'EdDSA', typ: agreementType, kid: signer.kid })
    .sign(signer.key);

/** The terms both sides signed; null where they did not both sign the same ones. */
export const readAgreement = async (
  { bySender, byRecipient }: SignedAgreement,
  findKey: FindKey,
): Promise<Agreement | null> => {
  const reading = { typ: agreementType, schema: consent, findKey };
  const sender = await openSigned(bySender, reading);
  const recipient = await openSigned(byRecipient, reading);
  if (!sender.ok || !recipient.ok) return null;
  const { terms } = sender.value;
  const isOfBoth = sender.value.iss === terms.sender && recipient.value.iss === terms.recipient;
  return isOfBoth && JSON.stringify(terms) === JSON.stringify(recipient.value.terms) ? terms : null;
};
