import { randomUUID } from 'node:crypto';
import type { Agreement } from '../../src/domain/agreement.ts';
import { exportable } from '../../src/domain/agreement.ts';
import type { ExchangeBody } from '../../src/domain/exchange/messages/index.ts';
import type { OwnKeys, OwnKeysFile } from '../../src/domain/exchange/own-keys.ts';
import { openKeys, publicKeysOf, withNewKeys } from '../../src/domain/exchange/own-keys.ts';
import type { ExchangePayload } from '../../src/domain/exchange/payload.ts';
import { openRegister, type Register, type RegisterFile } from '../../src/domain/exchange/register.ts';
import { signTerms } from '../../src/domain/exchange/signed-agreement.ts';

export const doncaster = 'E08000017';
export const rotherham = 'E08000018';
export const sheffield = 'E08000039';

/** An authority with keys of its own. */
export interface Authority {
  readonly code: string;
  readonly file: OwnKeysFile;
  readonly keys: OwnKeys;
}

export const newAuthority = async (code: string): Promise<Authority> => {
  const file = await withNewKeys({ authority: code });
  return { code, file, keys: await openKeys(file) };
};

/** The same authority after a new pair of keys. */
export const rotated = async ({ code, file }: Authority): Promise<Authority> => {
  const grown = await withNewKeys(file);
  return { code, file: grown, keys: await openKeys(grown) };
};

const dutyManagers: Readonly<Record<string, { name: string; post: string; phone: string }>> = {
  [doncaster]: { name: 'Colin Reay', post: 'Duty manager, Doncaster', phone: '01302 000005' },
  [rotherham]: { name: 'Maeve Oduya', post: 'Duty manager, Rotherham', phone: '01709 000004' },
  [sheffield]: { name: 'Tom Hale', post: 'Duty manager, Sheffield', phone: '0114 000 0006' },
};

/** Terms under which one authority may send another everything. */
export const wholeTerms = (sender: string, recipient: string, over: Partial<Agreement> = {}): Agreement => ({
  id: `${sender}-${recipient}`.toLowerCase(),
  sender,
  recipient,
  purposes: ['RHI_DELIVERY', 'SAFEGUARD_PLAN'],
  legalBasis: 'Children Act 2004, section 11',
  fields: [...exportable.keys()],
  ceiling: 'RESTRICTED',
  readers: ['social-worker', 'duty-team', 'reviewing-officer', 'interview-worker', 'host-authority'],
  validFrom: '2015-01-01T00:00:00Z',
  validUntil: '2016-01-01T00:00:00Z',
  ...over,
});

/** An agreement both sides signed. */
export const agreed = async (terms: Agreement, authorities: readonly Authority[]) => {
  const keysOf = (code: string) => {
    const found = authorities.find((one) => one.code === code);
    if (!found) throw new Error(`no keys of ${code}`);
    return found.keys.signer;
  };
  return {
    bySender: await signTerms(terms, terms.sender, keysOf(terms.sender)),
    byRecipient: await signTerms(terms, terms.recipient, keysOf(terms.recipient)),
  };
};

/** The file of a register that lists these authorities, and agreements between every two of them. */
export const registerFileOf = async (
  authorities: readonly Authority[],
  terms?: readonly Agreement[],
  ledgerKeys: Readonly<Record<string, string>> = {},
): Promise<RegisterFile> => {
  const pairs = authorities.flatMap((one) => authorities.filter((other) => other !== one).map((other) => [one, other]));
  const wanted = terms ?? pairs.map(([one, other]) => wholeTerms(one?.code ?? '', other?.code ?? ''));
  return {
    authorities: authorities.map(({ code, file }) => ({
      authority: code,
      name: code,
      url: `http://${code.toLowerCase()}.invalid/exchange`,
      dutyManager: dutyManagers[code] ?? { name: 'Nobody', post: 'Duty manager', phone: '0' },
      keys: [...publicKeysOf(file)],
      ...(ledgerKeys[code] !== undefined && { ledgerKey: ledgerKeys[code] }),
    })),
    agreements: await Promise.all(wanted.map((one) => agreed(one, authorities))),
  };
};

export const registerOf = async (authorities: readonly Authority[], terms?: readonly Agreement[]): Promise<Register> =>
  openRegister(await registerFileOf(authorities, terms));

/** A message from Doncaster to Rotherham. */
export const messageOf = (body: ExchangeBody, over: Partial<ExchangePayload> = {}): ExchangePayload => ({
  schemaVersion: '1.0',
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
  messageId: randomUUID(),
  conversationId: randomUUID(),
  inReplyTo: null,
  from: doncaster,
  to: rotherham,
  responsible: doncaster,
  purpose: 'RHI_DELIVERY',
  legalBasis: 'Children Act 2004, section 11',
  marking: 'OFFICIAL-SENSITIVE',
  sentAt: '2015-10-20T09:00:00Z',
  dueAt: null,
  child: null,
  episodes: [],
  body,
  redacted: [],
  ...over,
});
