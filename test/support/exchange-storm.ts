import { deliverQueued, type Transport } from '../../src/app/exchange/deliver-queued.ts';
import type { ExchangeDeps } from '../../src/app/exchange/deps.ts';
import { escalateOverdue } from '../../src/app/exchange/escalate-overdue.ts';
import { receiveEnvelope } from '../../src/app/exchange/receive-envelope.ts';
import { sendMessage } from '../../src/app/exchange/send-message.ts';
import { InvalidRequest } from '../../src/domain/errors.ts';
import { expectations } from '../../src/domain/exchange/deadlines.ts';
import { type KeptConversation, type KeptMessage, standingOf } from '../../src/domain/exchange/log.ts';
import { type ExchangeBody, exchangeBody, messageKinds } from '../../src/domain/exchange/messages/index.ts';
import type { Register } from '../../src/domain/exchange/register.ts';
import { conversationStates } from '../../src/domain/exchange/transitions.ts';
import { Crash, type Disk, type StormHub } from './exchange-memory.ts';

/** The two hubs of a storm. */
export type Hubs = readonly [StormHub, StormHub];

/** A small generator with a seed, so that a schedule that fails can be played again. */
const randomOf = (seed: number) => {
  let state = seed * 2_654_435_761 + 1;
  return (below: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
};
type Random = ReturnType<typeof randomOf>;

const start = Date.parse('2015-10-20T09:00:00Z');
const instant = (ms: number) => new Date(ms).toISOString();

const words = {
  RHI_STATUS: [
    'SCHEDULED',
    'HELD',
    'SCHEDULED',
    'HELD',
    'SCHEDULED',
    'HELD',
    'CHILD_DECLINED',
    'DEFERRED',
    'NOT_ACHIEVED',
    'SUPERSEDED',
  ],
  RESULT_ACK: ['ACCEPTED', 'REJECTED', 'CLOSED'],
} as const;
const replies = [
  ...['RHI_ACCEPT', 'RHI_ACCEPT', 'RHI_ACCEPT', 'RHI_DECLINE', 'RHI_STATUS', 'RHI_STATUS', 'RHI_STATUS', 'RHI_RESULT'],
  ...['RESULT_ACK', 'RESULT_ACK', 'RESULT_QUERY', 'RESULT_ANSWER', 'ACKNOWLEDGE', 'CORRECT', 'RECALL', 'RETURN_NOTICE'],
] as const;
type Reply = (typeof replies)[number];

/** Something a person might say next in a conversation, sensible or not. */
const saying = (random: Random, kind: Reply, own: readonly KeptMessage[]): ExchangeBody | null => {
  const example = messageKinds[kind].example;
  const target = random(5) === 0 ? own[random(Math.max(1, own.length))] : undefined;
  if (kind === 'RHI_STATUS') {
    return exchangeBody.parse({ kind, content: { ...example, status: words.RHI_STATUS[random(10)] } });
  }
  if (kind === 'RESULT_ACK') {
    return exchangeBody.parse({ kind, content: { ...example, decision: words.RESULT_ACK[random(3)] } });
  }
  if (kind !== 'CORRECT' && kind !== 'RECALL') return exchangeBody.parse({ kind, content: example });
  if (!target) return null;
  const named = { kind: target.kind, reason: 'It was wrong' };
  const replacement = exchangeBody.safeParse({ kind: target.kind, content: contentOf(target.kind) }).data?.content;
  const content =
    kind === 'CORRECT'
      ? { ...named, corrects: target.messageId, replacement }
      : { ...named, recalls: target.messageId };
  return exchangeBody.safeParse({ kind, content }).data ?? null;
};
const contentOf = (kind: string) => Object.values(messageKinds).find((one) => one.kind === kind)?.example;

/** What the conversation waits for. */
const sensible = (conversation: KeptConversation | undefined): Reply | undefined => {
  const awaits = conversation && expectations[conversation.course][conversation.state]?.awaits[0];
  return replies.find((one) => one === awaits);
};

const openings = ['RHI_REQUEST', 'RHI_REQUEST', 'MISSING_ALERT', 'PLACEMENT_NOTICE', 'SAFEGUARD_NOW'] as const;

interface World {
  readonly random: Random;
  readonly hubs: Hubs;
  readonly deps: readonly [ExchangeDeps, ExchangeDeps];
  /** Milliseconds each clock is off. */
  readonly skews: readonly [number, number];
  /** Envelopes that may arrive again, whenever. */
  readonly wire: string[];
  clock: number;
  isQuiet: boolean;
}

const nowAt = (world: World, hub: 0 | 1) => instant(world.clock + world.skews[hub]);

const survive = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Crash) && !(error instanceof InvalidRequest)) throw error;
  }
};

const answerOf = async (world: World, hub: 0 | 1, envelope: string): Promise<string | null> => {
  try {
    const reception = await receiveEnvelope(world.deps[hub], envelope, nowAt(world, hub));
    return reception.kind === 'RECEIPT' ? reception.receipt : null;
  } catch (error) {
    if (error instanceof Crash) return null;
    throw error;
  }
};

/** A network that loses three in ten, each way, and brings some again later, out of order. */
const network =
  (world: World, to: 0 | 1): Transport =>
  async (_partner, envelope) => {
    world.wire.push(envelope);
    if (world.isQuiet) return answerOf(world, to, envelope);
    if (world.random(10) < 3) return null;
    const answer = await answerOf(world, to, envelope);
    return world.random(10) < 3 ? null : answer;
  };

const other = (hub: 0 | 1): 0 | 1 => (hub === 0 ? 1 : 0);

const open = (world: World, hub: 0 | 1) => {
  const kind = openings[world.random(openings.length)] ?? 'RHI_REQUEST';
  const deps = world.deps[hub];
  const to = world.deps[other(hub)].self;
  const body = exchangeBody.parse({ kind, content: messageKinds[kind].example });
  const beginning = {
    to,
    responsible: deps.self,
    childId: world.hubs[hub].childId,
    child: { givenName: 'Kayleigh' },
    episodes: [],
  };
  return deps.run((tx) => sendMessage(deps, tx, { body, in: beginning, inReplyTo: null, now: nowAt(world, hub) }));
};

const speak = async (world: World, hub: 0 | 1) => {
  const { random } = world;
  const deps = world.deps[hub];
  const disk = await world.hubs[hub].load();
  const conversations = [...disk.conversations.keys()];
  const conversationId = conversations[random(Math.max(1, conversations.length))];
  if (conversationId === undefined) return;
  const own = [...disk.messages.values()].filter(
    (one) => one.sender === deps.self && one.conversationId === conversationId,
  );
  const kind = random(2) === 0 ? sensible(disk.conversations.get(conversationId)) : undefined;
  const body = saying(random, kind ?? replies[random(replies.length)] ?? 'RHI_ACCEPT', own);
  if (!body) return;
  const message = { body, in: { conversationId }, inReplyTo: null, now: nowAt(world, hub) };
  await deps.run((tx) =>
    sendMessage(deps, tx, message).catch((error: unknown) => {
      // Somebody who names a message that is none of theirs is refused, too.
      if (error instanceof Error && 'code' in error && error.code === 'NOT_FOUND')
        throw new InvalidRequest('not found');
      throw error;
    }),
  );
};

const turn = async (world: World): Promise<void> => {
  const { random } = world;
  const hub = random(2) === 0 ? 0 : 1;
  world.clock += random(4) * 1_800_000;
  const choice = random(10);
  if (choice < 5) for (let tries = 0; tries < 3; tries += 1) await survive(() => speak(world, hub));
  else if (choice < 9) {
    await survive(() =>
      deliverQueued(world.deps[hub], network(world, other(hub)), { now: nowAt(world, hub), limit: 9 }),
    );
  } else await survive(() => escalateOverdue(world.deps[hub], { now: nowAt(world, hub), limit: 9 }));
  const again = world.wire[random(Math.max(1, world.wire.length))];
  if (again !== undefined && random(3) === 0) await answerOf(world, random(2) === 0 ? 0 : 1, again);
};

/** The storm is over: everything that waits is delivered. */
const settle = async (world: World): Promise<void> => {
  world.isQuiet = true;
  for (const hub of world.hubs) hub.cut = () => null;
  for (let round = 0; round < 60; round += 1) {
    world.clock += 7_200_000;
    let sent = 0;
    for (const hub of [0, 1] as const) {
      sent += await deliverQueued(world.deps[hub], network(world, other(hub)), { now: nowAt(world, hub), limit: 99 });
    }
    const disks = await Promise.all(world.hubs.map((hub) => hub.load()));
    const isWaiting = disks.some(({ messages }) => [...messages.values()].some(({ receipt }) => receipt === null));
    if (sent === 0 && !isWaiting) return;
  }
};

/** Plays the schedule of a seed between two hubs and lets the storm end. */
export const playStorm = async (hubs: Hubs, register: Register, seed: number): Promise<World> => {
  const random = randomOf(seed);
  for (const hub of hubs) await hub.wipe();
  const skew = () => (random(240) - 120) * 1_000;
  const deps = [hubs[0].deps(register), hubs[1].deps(register)] as const;
  const world: World = { random, hubs, deps, skews: [skew(), skew()], wire: [], clock: start, isQuiet: false };
  const first = random(2) === 0 ? 0 : 1;
  await open(world, first);
  if (random(3) === 0) await open(world, other(first));
  for (const hub of hubs) {
    hub.cut = () => (random(25) === 0 ? 'BEFORE_COMMIT' : random(25) === 0 ? 'AFTER_COMMIT' : null);
  }
  for (let turns = 0; turns < 30; turns += 1) await turn(world);
  await settle(world);
  return world;
};

const messageFaults = (self: string, disk: Disk, peer: Disk): readonly string[] => {
  const messages = [...disk.messages.values()];
  const taken = messages.filter(({ sender, decision }) => sender !== self && decision === 'TAKEN');
  const timesOf = (id: string) => disk.effects.filter((one) => one === id).length;
  return [
    ...messages.filter(({ receipt }) => receipt === null).map(({ kind }) => `${kind} never receipted`),
    ...[...disk.messages].filter(([key, { receipt }]) => peer.messages.get(key)?.receipt !== receipt).map(() => 'lost'),
    ...taken.filter(({ messageId }) => timesOf(messageId) !== 1).map(() => 'an effect not once'),
    ...(disk.effects.length === taken.length ? [] : ['an effect without a message']),
  ];
};

const stateFaults = (disk: Disk, peer: Disk): readonly string[] =>
  [...disk.conversations.values()].flatMap((conversation) => {
    const messages = [...disk.messages.values()].filter((one) => one.conversationId === conversation.id);
    const { state } = standingOf(conversation, messages);
    return [
      ...(conversationStates.includes(state) && state === conversation.state ? [] : [`state ${state}`]),
      ...(peer.conversations.get(conversation.id)?.state === state ? [] : [`two states, one ${state}`]),
    ];
  });

/** Everything that is wrong at the end of a schedule, and what there was. */
export const judgeStorm = async ({ hubs, deps }: World) => {
  const [one, two] = [await hubs[0].load(), await hubs[1].load()];
  const faults = [
    ...messageFaults(deps[0].self, one, two),
    ...messageFaults(deps[1].self, two, one),
    ...stateFaults(one, two),
    ...stateFaults(two, one),
  ];
  return { faults, conversations: [...one.conversations.values()], messages: [...one.messages.values()] };
};
