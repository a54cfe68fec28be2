import { beforeAll, describe, expect, test } from 'vitest';
import { type BundleLine, verifyBundle } from '../../../src/domain/exchange/bundle.ts';
import { digestOf, sealMessage } from '../../../src/domain/exchange/envelope.ts';
import { type ExchangeKind, exchangeBody, messageKinds } from '../../../src/domain/exchange/messages/index.ts';
import { signReceipt } from '../../../src/domain/exchange/receipt.ts';
import { openRegister, type Register, type RegisterFile } from '../../../src/domain/exchange/register.ts';
import { rounds } from '../../support/depth.ts';
import {
  type Authority,
  doncaster,
  messageOf,
  newAuthority,
  registerFileOf,
  rotherham,
} from '../../support/exchange-world.ts';

let sides: readonly [Authority, Authority];
let file: RegisterFile;
let register: Register;
const conversationId = '0f0e0d0c-0b0a-4908-8706-050403020100';

const body = (kind: ExchangeKind) => exchangeBody.parse({ kind, content: messageKinds[kind].example });

/** A message, what it said and its receipt. */
const exchanged = async (kind: ExchangeKind, from: 0 | 1, sequence: number, over: object = {}) => {
  const [sender, recipient] = from === 0 ? sides : [sides[1], sides[0]];
  const sealing = register.sealingKey(recipient.code);
  if (!sealing) throw new Error('no key');
  const payload = messageOf(body(kind), { from: sender.code, to: recipient.code, conversationId, ...over });
  const agreement = `${sender.code}-${recipient.code}`.toLowerCase();
  const position = from === 0 ? sequence : null;
  const envelope = await sealMessage(payload, {
    signer: sender.keys.signer,
    recipient: sealing,
    agreement,
    sequence,
    position,
  });
  const receipt = await signReceipt(
    {
      ...{ iss: recipient.code, aud: sender.code, iat: 1_445_331_700, jti: payload.messageId, decision: 'TAKEN' },
      ...{ request: digestOf(envelope), reason: null, position: null },
    },
    recipient.keys.signer,
  );
  return {
    message: { type: 'message', envelope },
    said: { type: 'payload', text: JSON.stringify(payload) },
    receipt: { type: 'receipt', receipt },
  } as const;
};

let whole: readonly BundleLine[];
beforeAll(async () => {
  sides = await Promise.all([newAuthority(doncaster), newAuthority(rotherham)]);
  file = await registerFileOf(sides);
  register = await openRegister(file);
  const [asked, accepted, recalled] = [
    await exchanged('RHI_REQUEST', 0, 1),
    await exchanged('RHI_ACCEPT', 1, 1),
    await exchanged('RECALL', 0, 2),
  ];
  const agreements = file.agreements.map((one) => ({ type: 'agreement', ...one }) as const);
  const lines = [
    ...agreements,
    ...[
      asked.message,
      asked.said,
      asked.receipt,
      accepted.message,
      accepted.receipt,
      recalled.message,
      recalled.receipt,
    ],
  ];
  whole = [{ type: 'bundle', version: 1 }, ...lines, { type: 'end', lines: lines.length }];
});

const textOf = (lines: readonly BundleLine[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
async function* linesIn(text: string) {
  const lines = text.split('\n');
  yield* text.endsWith('\n') ? lines.slice(0, -1) : lines;
}
const verify = (text: string) => verifyBundle(linesIn(text), register.findKey);
const without = (index: number) => whole.filter((_line, at) => at !== index);

describe('an evidence bundle', () => {
  test('says who sent what to whom, when, and who signed for it, with public keys alone', async () => {
    const { messages, agreements, fault } = await verify(textOf(whole));
    expect(fault).toBeNull();
    expect(agreements).toBe(2);
    expect(messages.map(({ claims, receipt }) => [claims.iss, claims.kind, receipt?.decision])).toEqual([
      [doncaster, 'RHI_REQUEST', 'TAKEN'],
      [rotherham, 'RHI_ACCEPT', 'TAKEN'],
      [doncaster, 'RECALL', 'TAKEN'],
    ]);
  });

  test('one byte flipped anywhere names its line', async () => {
    const bytes = Buffer.from(textOf(whole));
    const stride = Math.max(1, Math.floor(bytes.length / rounds(300, 10_000)));
    const missed: number[] = [];
    for (let place = 0; place < bytes.length; place += stride) {
      const flipped = Buffer.from(bytes);
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      const line = bytes.subarray(0, place).filter((byte) => byte === 10).length + 1;
      const { fault } = await verify(flipped.toString('utf8'));
      if (fault?.line !== line && !(bytes[place] === 10 && fault !== null)) missed.push(place);
    }
    expect(missed).toEqual([]);
  });

  test.for([
    ['an agreement', 1, 'no agreement before it lets the message cross'],
    ['the first message', 3, 'it is not what the message before it said'],
    ['a message in between', 8, 'there is no message before the receipt'],
    ['the last line', 10, 'the bundle is cut short'],
  ] as const)('%s taken out is noticed', async ([, index, reason]) => {
    const { fault } = await verify(textOf(without(index)));
    expect(fault?.reason).toBe(reason);
  });

  test('a message left out with its receipt is noticed by the one after it', async () => {
    const two = [await exchanged('RHI_REQUEST', 0, 1), await exchanged('RECALL', 0, 3)];
    const lines = [...whole.slice(1, 3), ...two.flatMap(({ message, receipt }) => [message, receipt])];
    const { fault } = await verify(
      textOf([{ type: 'bundle', version: 1 }, ...lines, { type: 'end', lines: lines.length }]),
    );
    expect(fault).toMatchObject({ line: 6, reason: 'a message before it is missing' });
  });

  test('a message after its agreement’s end is no evidence that it might be sent', async () => {
    const late = await exchanged('RHI_REQUEST', 0, 1, { sentAt: '2016-02-01T00:00:00Z' });
    const lines = [...whole.slice(1, 3), late.message];
    const { fault } = await verify(
      textOf([{ type: 'bundle', version: 1 }, ...lines, { type: 'end', lines: lines.length }]),
    );
    expect(fault).toMatchObject({ line: 4, reason: 'no agreement before it lets the message cross' });
  });
});
