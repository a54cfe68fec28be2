import { randomUUID } from 'node:crypto';
import { CompactSign } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { openMessage, sealMessage } from '../../../src/domain/exchange/envelope.ts';
import { exchangeBody, exchangeKinds, messageKinds } from '../../../src/domain/exchange/messages/index.ts';
import { isReceiptFor, openReceipt, signReceipt } from '../../../src/domain/exchange/receipt.ts';
import type { Register } from '../../../src/domain/exchange/register.ts';
import { rounds } from '../../support/depth.ts';
import {
  type Authority,
  doncaster,
  messageOf,
  newAuthority,
  registerOf,
  rotated,
  rotherham,
  sheffield,
} from '../../support/exchange-world.ts';

const now = '2015-10-20T09:01:00Z';
let from: Authority;
let to: Authority;
let stranger: Authority;
let register: Register;
beforeAll(async () => {
  [from, to, stranger] = await Promise.all([newAuthority(doncaster), newAuthority(rotherham), newAuthority(sheffield)]);
  register = await registerOf([from, to]);
});

const bodies = exchangeKinds.map((kind) => exchangeBody.parse({ kind, content: messageKinds[kind].example }));
const bodyAt = (index: number) => {
  const body = bodies[index % bodies.length];
  if (!body) throw new Error('no body');
  return body;
};
const sealed = (index: number, over: Parameters<typeof messageOf>[1] = {}, signer = from) => {
  const recipient = register.sealingKey(rotherham);
  if (!recipient) throw new Error('no key');
  return sealMessage(messageOf(bodyAt(index), over), {
    ...{ signer: signer.keys.signer, recipient, agreement: 'a-b', sequence: 1, position: 1 },
  });
};
const open = (jws: string, over = {}) =>
  openMessage(jws, { self: rotherham, now, findKey: register.findKey, ownKeys: to.keys.opening, ...over });

const partOf = (jws: string, place: number) => Buffer.from(jws.split('.')[place] ?? '', 'base64url').toString('utf8');
const withPart = (jws: string, place: number, text: string) =>
  jws
    .split('.')
    .map((part, at) => (at === place ? Buffer.from(text).toString('base64url') : part))
    .join('.');
const resigned = (jws: string, header: object, claims: string, key = from.keys.signer.key) =>
  new CompactSign(Buffer.from(claims))
    .setProtectedHeader({ ...{ alg: 'EdDSA' }, ...header })
    .sign(key)
    .then((signed) => (claims === '' ? jws : signed));
const header = () => ({ typ: 'homeward-exchange+jws', kid: from.keys.signer.kid });

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=~ ';
const changedAt = ({ jws, place }: { readonly jws: string; readonly place: number }): string => {
  const other = letters[(letters.indexOf(jws[place] ?? '') + 1 + (place % 60)) % letters.length] ?? 'A';
  return jws.slice(0, place) + other + jws.slice(place + 1);
};

describe('a message in its envelope', () => {
  test(`is opened by its recipient, ${rounds(300, 10_000)} times out of as many`, async () => {
    let opened = 0;
    for (let index = 0; index < rounds(300, 10_000); index += 1) {
      const result = await open(await sealed(index));
      if (result.ok && result.value.payload.body.kind === bodyAt(index).kind) opened += 1;
    }
    expect(opened).toBe(rounds(300, 10_000));
  });

  test('one changed character anywhere, and it is not believed', async () => {
    const samples = await Promise.all(bodies.map((_body, index) => sealed(index)));
    const places = samples.flatMap((jws) => Array.from(jws, (_letter, place) => ({ jws, place })));
    const stride = Math.max(1, Math.floor(places.length / rounds(300, 10_000)));
    const wrong = places.filter((_one, index) => index % stride === 0).map(changedAt);
    let accepted = 0;
    for (const jws of wrong) if ((await open(jws)).ok) accepted += 1;
    expect(accepted).toBe(0);
    expect(wrong.length).toBeGreaterThanOrEqual(rounds(300, 10_000));
  });

  test('every last character of the signature, and of what base64 leaves unused in it, counts', async () => {
    const jws = await sealed(0);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const others = [...alphabet].filter((letter) => letter !== jws.at(-1)).map((letter) => jws.slice(0, -1) + letter);
    const results = await Promise.all(others.map((other) => open(other)));
    expect(results.filter(({ ok }) => ok)).toEqual([]);
  });

  test('a forged header, another key, audience, type or time is not believed; the message itself is', async () => {
    const jws = await sealed(3);
    const claims = partOf(jws, 1);
    const hmac = new TextEncoder().encode(JSON.stringify(from.file.keys[0]));
    const asClaims = (change: object) => JSON.stringify({ ...JSON.parse(claims), ...change });
    const forged = await Promise.all([
      withPart(jws, 0, '{"alg":"none","typ":"homeward-exchange+jws","kid":"x"}'),
      `${withPart(jws, 0, '{"alg":"none"}').split('.').slice(0, 2).join('.')}.`,
      new CompactSign(Buffer.from(claims)).setProtectedHeader({ alg: 'HS256', ...header() }).sign(hmac),
      resigned(jws, { ...header(), typ: 'homeward-receipt+jws' }, claims),
      resigned(jws, { ...header(), typ: 'at+jwt' }, claims),
      resigned(jws, header(), claims, stranger.keys.signer.key),
      resigned(jws, { ...header(), kid: stranger.keys.signer.kid }, claims, stranger.keys.signer.key),
      resigned(jws, { ...header(), kid: to.keys.signer.kid }, claims, to.keys.signer.key),
      resigned(jws, header(), asClaims({ aud: doncaster })),
      resigned(jws, header(), asClaims({ iss: rotherham })),
      resigned(jws, header(), asClaims({ jti: randomUUID() })),
      resigned(jws, header(), asClaims({ digest: '0'.repeat(64) })),
      resigned(jws, header(), asClaims({ kind: 'RECALL' })),
      resigned(jws, header(), asClaims({ exp: 4_000_000_000 })),
      resigned(jws, header(), asClaims({ extra: 1 })),
      resigned(jws, header(), claims.replace('{', '{"iss":"E08000018",')),
      resigned(jws, header(), ` ${claims}`),
      resigned(jws, { ...header(), jku: 'https://example.org/keys' }, claims),
    ]);
    const believed = await Promise.all(forged.map((one) => open(one)));
    expect(believed.map(({ ok }) => ok)).toEqual(forged.map(() => false));
    expect((await open(await resigned(jws, header(), claims))).ok).toBe(true);
  });

  test.for([
    ['a fortnight and more later', '2015-11-03T09:06:00Z', 'EXPIRED'],
    ['six minutes before it was written', '2015-10-20T08:54:00Z', 'NOT_YET'],
    ['four minutes before it was written', '2015-10-20T08:56:00Z', null],
    ['three days later', '2015-10-23T09:00:00Z', null],
  ] as const)('opened %s', async ([, at, fault]) => {
    const result = await open(await sealed(0), { now: at });
    expect(result.ok ? null : result.fault).toBe(fault);
  });

  test('a third authority cannot read it, nor pass it on as its own', async () => {
    const jws = await sealed(3);
    expect(await open(jws, { self: sheffield, ownKeys: stranger.keys.opening })).toEqual({
      ok: false,
      fault: 'AUDIENCE',
    });
    expect(await open(jws, { ownKeys: stranger.keys.opening })).toEqual({ ok: false, fault: 'SEALED' });
    expect(jws).not.toContain(Buffer.from('Ruth Imrie').toString('base64url').slice(0, 10));
  });

  test('old keys open what was sealed before a rotation; new ones what came after', async () => {
    const before = await sealed(0);
    const [newFrom, newTo] = await Promise.all([rotated(from), rotated(to)]);
    const grown = await registerOf([newFrom, newTo]);
    const recipient = grown.sealingKey(rotherham);
    if (!recipient) throw new Error('no key');
    const after = await sealMessage(messageOf(bodyAt(0)), {
      ...{ signer: newFrom.keys.signer, recipient, agreement: 'a-b', sequence: 2, position: 2 },
    });
    expect(recipient.kid).not.toBe(register.sealingKey(rotherham)?.kid);
    const opening = { findKey: grown.findKey, ownKeys: newTo.keys.opening };
    expect([await open(before, opening), await open(after, opening)].map(({ ok }) => ok)).toEqual([true, true]);
    expect((await open(after)).ok).toBe(false);
  });
});

describe('a receipt', () => {
  test('is for the bytes that were sent and no others, and cannot be made by anybody else', async () => {
    const [jws, other] = [await sealed(0), await sealed(0)];
    const { createHash } = await import('node:crypto');
    const claims = JSON.parse(partOf(jws, 1));
    const request = createHash('sha256').update(jws).digest('hex');
    const given = {
      iss: rotherham,
      aud: doncaster,
      iat: claims.iat,
      jti: claims.jti,
      request,
      reason: null,
      position: 1,
    };
    const receipt = await signReceipt({ ...given, decision: 'TAKEN' }, to.keys.signer);
    const read = await openReceipt(receipt, register.findKey);
    if (!read.ok) throw new Error(read.fault);
    expect(isReceiptFor(read.value, { ...claims, envelope: jws })).toBe(true);
    expect(isReceiptFor(read.value, { ...claims, envelope: other })).toBe(false);
    expect(
      (await openReceipt(await signReceipt({ ...given, decision: 'TAKEN' }, from.keys.signer), register.findKey)).ok,
    ).toBe(false);
  });
});
