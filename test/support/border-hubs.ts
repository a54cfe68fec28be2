import { readFile } from 'node:fs/promises';
import type { Transport } from '../../src/app/exchange/deliver-queued.ts';
import { deliverQueued } from '../../src/app/exchange/deliver-queued.ts';
import type { ExchangeDeps } from '../../src/app/exchange/deps.ts';
import { type ExchangeParts, openExchange } from '../../src/app/exchange/open-exchange.ts';
import { receiveEnvelope } from '../../src/app/exchange/receive-envelope.ts';
import { type NewMessage, type Sent, sendMessage } from '../../src/app/exchange/send-message.ts';
import type { IngestDeps } from '../../src/app/ingest/deps.ts';
import type { RegisterFile } from '../../src/domain/exchange/register.ts';
import { openRegister, type Register } from '../../src/domain/exchange/register.ts';
import { type AskedHub, openAskedHub } from './asked-hub.ts';
import { type Authority, doncaster, newAuthority, registerFileOf, rotated, rotherham } from './exchange-world.ts';

const folder = new URL('../../prisma/demo/', import.meta.url);
const demoFile = (path: string) => readFile(new URL(path, folder));

/** One authority with a hub and a database of its own. */
export interface BorderHub {
  readonly hub: AskedHub;
  authority: Authority;
  readonly exchange: () => ExchangeDeps;
}

/** Two hubs, two databases, a network that can be down, and a clock. */
export interface Border {
  readonly ours: BorderHub;
  readonly theirs: BorderHub;
  /** A third party’s, where the test has one. */
  readonly third: BorderHub | null;
  readonly register: Register;
  /** Puts other agreements in the place of those there are; without terms, those that let everything cross. */
  agree(terms?: Parameters<typeof registerFileOf>[1]): Promise<void>;
  /** The boy of the demo whom Doncaster looks after and Rotherham hosts, in each hub. */
  readonly childId: { readonly ours: string; readonly theirs: string };
  isDown: boolean;
  readonly now: () => string;
  setClock(at: string): void;
  hours(count: number): void;
  send(from: BorderHub, message: Omit<NewMessage, 'now'>): Promise<Sent>;
  /** Delivers what waits in both outboxes until nothing moves; returns how many were receipted. */
  deliver(): Promise<number>;
  rotate(hub: BorderHub): Promise<void>;
  close(): Promise<void>;
}

const openOne = async (code: string, at: () => string, register: () => Register): Promise<BorderHub> => {
  const held = { authority: await newAuthority(code) };
  const partsOf = (ingest: IngestDeps): ExchangeParts => ({
    ...{ ingest, self: code, clock: { now: at } },
    get register() {
      return register();
    },
    get keys() {
      return held.authority.keys;
    },
  });
  const hub = await openAskedHub(at(), partsOf);
  return {
    hub,
    get authority() {
      return held.authority;
    },
    set authority(next) {
      held.authority = next;
    },
    exchange: () => openExchange(partsOf(hub.deps)),
  };
};

/** Doncaster’s hub knows the boy from its case system, Rotherham’s from the police. */
const loadChild = async (ours: BorderHub, theirs: BorderHub): Promise<Border['childId']> => {
  for (const name of ['episodes', 'header', 'ssd_person']) {
    const bytes = await demoFile(
      `doncaster-social-care/2015-10-16-${name === 'ssd_person' ? '0520' : '0511'}-${name}.csv`,
    );
    await ours.hub.send('social-care', doncaster, bytes.toString('utf8'), `${name}.csv`);
  }
  await theirs.hub.send(
    'police',
    '14',
    JSON.parse((await demoFile('south-yorkshire-police/2015-10-19.json')).toString()),
  );
  const idIn = async ({ hub }: BorderHub) => {
    const { rows } = await hub.database.pools.owner.query<{ id: string }>(
      `select child_id::text id from child_view where family_name = 'Brambleby' and known_to = 'infinity'`,
    );
    if (rows.length !== 1 || !rows[0]) throw new Error(`the boy is there ${rows.length} times`);
    return rows[0].id;
  };
  return { ours: await idIn(ours), theirs: await idIn(theirs) };
};

/** Opens both, with a register of both and agreements between them unless told otherwise. */
export const openBorder = async (thirdParty?: string): Promise<Border> => {
  let now = '2015-10-20T09:00:00.000Z';
  let agreements: Parameters<typeof registerFileOf>[1];
  const state: { register: Register | null } = { register: null };
  const register = () => {
    if (!state.register) throw new Error('no register yet');
    return state.register;
  };
  const at = () => now;
  const opening = [doncaster, rotherham, ...(thirdParty === undefined ? [] : [thirdParty])];
  const [ours, theirs, third = null] = await Promise.all(opening.map((code) => openOne(code, at, register)));
  if (!ours || !theirs) throw new Error('a border has two sides');
  const hubs = [ours, theirs, ...(third ? [third] : [])];
  const renew = async () => {
    const file: RegisterFile = await registerFileOf(
      hubs.map(({ authority }) => authority),
      agreements,
    );
    state.register = await openRegister(file);
  };
  await renew();
  const setClock = (to: string) => {
    now = to;
    for (const { hub } of hubs) hub.setClock(to);
  };
  const transport: Transport = async (partner, envelope) => {
    if (border.isDown) throw new Error('nobody answers');
    const to = hubs.find(({ authority }) => authority.code === partner.authority);
    if (!to) return null;
    const answer = await receiveEnvelope(to.exchange(), envelope, now);
    return answer.kind === 'RECEIPT' ? answer.receipt : null;
  };
  const border: Border = {
    ...{ ours, theirs, third, childId: await loadChild(ours, theirs), isDown: false, now: at, setClock },
    get register() {
      return register();
    },
    agree: async (terms) => {
      agreements = terms;
      await renew();
    },
    hours: (count) => setClock(new Date(Date.parse(now) + count * 3_600_000).toISOString()),
    send: ({ exchange }, message) => {
      const deps = exchange();
      return deps.run((tx) => sendMessage(deps, tx, { ...message, now }));
    },
    deliver: async () => {
      let all = 0;
      for (let sent = 1; sent > 0; all += sent) {
        sent = 0;
        for (const { exchange } of hubs) {
          sent += await deliverQueued(exchange(), transport, { now, limit: 50 });
        }
      }
      return all;
    },
    rotate: async (hub) => {
      hub.authority = await rotated(hub.authority);
      await renew();
    },
    close: async () => {
      await Promise.all(hubs.map(({ hub }) => hub.close()));
    },
  };
  return border;
};
