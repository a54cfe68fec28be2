import { type Agreement, exportable } from '../../src/domain/agreement.ts';
import type { OwnKeys } from '../../src/domain/exchange/own-keys.ts';
import { type SignedAgreement, signTerms } from '../../src/domain/exchange/signed-agreement.ts';
import { authorities, type Side } from './story.ts';

const terms = (from: Side, to: Side): Agreement => ({
  id: `${authorities[from].name}-${authorities[to].name}-2015`.toLowerCase(),
  sender: authorities[from].code,
  recipient: authorities[to].code,
  purposes: ['SAFEGUARD_PLAN', 'RHI_DELIVERY'],
  legalBasis: 'Children Act 2004, sections 10 and 11; Care Planning Regulations 2010',
  // What the child wrote or said word by word stays with who was told it.
  fields: [...exportable.keys()].filter((name) => name !== 'RHI_RESULT.quotes'),
  ceiling: 'SENSITIVE',
  readers: ['social-worker', 'duty-team', 'reviewing-officer', 'interview-worker'],
  validFrom: '2015-09-01T00:00:00Z',
  validUntil: '2016-09-01T00:00:00Z',
});

/** One agreement each way, signed by both. */
export const signedAgreements = (keys: Readonly<Record<Side, OwnKeys>>): Promise<readonly SignedAgreement[]> =>
  Promise.all(
    ([terms('home', 'host'), terms('host', 'home')] as const).map(async (agreed) => {
      const signer = (code: string) => (code === authorities.home.code ? keys.home.signer : keys.host.signer);
      return {
        bySender: await signTerms(agreed, agreed.sender, signer(agreed.sender)),
        byRecipient: await signTerms(agreed, agreed.recipient, signer(agreed.recipient)),
      };
    }),
  );
