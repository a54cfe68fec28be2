import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Beginning } from '../../src/app/exchange/begin-conversation.ts';
import { deliverQueued } from '../../src/app/exchange/deliver-queued.ts';
import { exportBundle } from '../../src/app/exchange/export-bundle.ts';
import { type Sent, sendMessage } from '../../src/app/exchange/send-message.ts';
import type { IngestDeps } from '../../src/app/ingest/deps.ts';
import { type BundleVerdict, verifyBundle } from '../../src/domain/exchange/bundle.ts';
import { exchangeFiles, readRegister } from '../../src/server/exchange/exchange-folder.ts';
import { httpTransport } from '../../src/server/exchange/transport.ts';
import { inTransaction, select } from '../../src/store/transaction.ts';
import { type BorderHub, openBorderHubs } from './border-hub.ts';
import { loadChild } from './load-child.ts';
import { authorities, type Side, type Step, story } from './story.ts';

/** Two migrated, empty databases, a folder to write to, and somebody to tell. */
export interface BorderStage {
  readonly home: IngestDeps;
  readonly host: IngestDeps;
  readonly folder: string;
  readonly print: (line: string) => void;
}

/** How the play ended. */
export interface BorderPlayed {
  readonly bundle: string;
  readonly verdict: BundleVerdict;
  /** The same bundle with one byte flipped in it, and the line that is in. */
  readonly flipped: { readonly line: number; readonly verdict: BundleVerdict };
  /** The state of each conversation in each hub. */
  readonly states: Readonly<Record<Side, readonly string[]>>;
  /** The interview as the child’s record at home now has it. */
  readonly interview: {
    readonly organisation: string;
    readonly account: string | null;
    readonly withheld: readonly string[];
  };
}

interface Playing {
  readonly hubs: Readonly<Record<Side, BorderHub>>;
  readonly begin: Readonly<Record<Side, Beginning>>;
  readonly ids: Map<Step['conversation'], string>;
  readonly last: Map<Side, string>;
  readonly clock: { now: string };
  readonly print: (line: string) => void;
}

const otherOf = (side: Side): Side => (side === 'home' ? 'host' : 'home');
const clockText = (at: string) => `${at.slice(8, 10)} Oct ${at.slice(11, 16)}Z`;

const lateText = ({ message: { at, dueAt } }: Sent): string => {
  if (dueAt === null) return '';
  return Date.parse(at) <= Date.parse(dueAt)
    ? ` (in time: due ${clockText(dueAt)})`
    : ` (late: was due ${clockText(dueAt)})`;
};

const say = ({ hubs, begin, ids, last }: Playing, { by, at, conversation, say: saying }: Step): Promise<Sent> => {
  const { exchange } = hubs[by];
  const conversationId = ids.get(conversation);
  const body = saying(last.get(otherOf(by)) ?? '');
  const place = conversationId === undefined ? begin[by] : { conversationId };
  return exchange.run((tx) => sendMessage(exchange, tx, { body, in: place, inReplyTo: null, now: at }));
};

const deliver = ({ hubs, clock }: Playing, by: Side): Promise<number> =>
  deliverQueued(hubs[by].exchange, httpTransport, { now: clock.now, limit: 10 });

const act = async (playing: Playing, step: Step): Promise<void> => {
  const { hubs, clock, ids, last, print } = playing;
  clock.now = step.at;
  const receiver = hubs[otherOf(step.by)];
  receiver.isAway = step.awayUntil !== undefined;
  const sent = await say(playing, step);
  ids.set(step.conversation, sent.conversation.id);
  last.set(step.by, sent.message.messageId);
  print(`${clockText(step.at)}  ${step.telling}: ${sent.message.kind}${lateText(sent)} -> ${sent.conversation.state}`);
  const receipted = await deliver(playing, step.by);
  if (receipted === 0 && step.awayUntil !== undefined) {
    clock.now = step.awayUntil;
    receiver.isAway = false;
    print(`${clockText(clock.now)}  ${authorities[receiver.side].name} is back; the message waited and is sent again`);
    if ((await deliver(playing, step.by)) === 0) throw new Error('the message was not receipted');
  }
};

const stateRow = z.object({ state: z.string() });
const statesIn = ({ ingest }: BorderHub): Promise<readonly string[]> =>
  inTransaction(ingest.pools.ingest, async (tx) => {
    const rows = await select(tx, stateRow, 'select state from exchange_conversation order by opened_at');
    return rows.map(({ state }) => state);
  });

const interviewRow = z.object({
  organisation: z.string(),
  account: z.string().nullable(),
  absences: z.record(z.string(), z.looseObject({ reason: z.string() })),
});
const interviewIn = ({ ingest }: BorderHub): Promise<BorderPlayed['interview']> =>
  inTransaction(ingest.pools.ingest, async (tx) => {
    const sql = `select organisation, account, absences from interview where known_to = 'infinity'`;
    const [found] = await select(tx, interviewRow, sql);
    if (!found) throw new Error('the interview did not arrive');
    const { organisation, account, absences } = found;
    const withheld = Object.entries(absences).filter(([, { reason }]) => reason === 'WITHHELD_BY_SOURCE');
    return { organisation, account, withheld: withheld.map(([field]) => field) };
  });

async function* linesOf(bytes: Uint8Array) {
  yield* Buffer.from(bytes).toString('utf8').split('\n').slice(0, -1);
}

/** Flips one bit in the middle of the message of the result. */
const flip = (bytes: Uint8Array): { readonly bytes: Uint8Array; readonly line: number } => {
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  const messages = lines.flatMap((line, index) => (line.startsWith('{"type":"message"') ? [index] : []));
  const index = messages.at(-2) ?? 0;
  const place = lines.slice(0, index).join('\n').length + 1 + Math.floor((lines[index]?.length ?? 0) / 2);
  const flipped = Buffer.from(bytes);
  flipped[place] = (flipped[place] ?? 0) ^ 1;
  return { bytes: flipped, line: index + 1 };
};

const prove = async (
  playing: Playing,
  folder: string,
): Promise<Pick<BorderPlayed, 'bundle' | 'verdict' | 'flipped'>> => {
  const bundle = join(folder, 'evidence.bundle');
  const { parts, folder: own } = playing.hubs.home;
  const lines = await exportBundle(parts, [...playing.ids.values()], false);
  await writeFile(bundle, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const bytes = await readFile(bundle);
  const { findKey } = await readRegister(join(own, exchangeFiles.register));
  const wrong = flip(bytes);
  await writeFile(`${bundle}.flipped`, wrong.bytes);
  return {
    bundle,
    verdict: await verifyBundle(linesOf(bytes), findKey),
    flipped: { line: wrong.line, verdict: await verifyBundle(linesOf(wrong.bytes), findKey) },
  };
};

const prepare = async ({ home, host, folder, print }: BorderStage): Promise<Playing> => {
  const clock = { now: story[0]?.at ?? '' };
  const now = () => clock.now;
  const known = { home: await loadChild(home, 'home'), host: await loadChild(host, 'host') };
  const [first, second] = await openBorderHubs([
    { side: 'home', folder: join(folder, 'doncaster'), ingest: home, now },
    { side: 'host', folder: join(folder, 'rotherham'), ingest: host, now },
  ]);
  const beginning = (side: Side): Beginning => ({
    ...known[side],
    ...{ to: authorities[otherOf(side)].code, responsible: authorities.home.code },
    episodes: [{ organisation: null, system: null, key: null, startedOn: '2015-10-19' }],
  });
  return {
    ...{ hubs: { home: first, host: second }, begin: { home: beginning('home'), host: beginning('host') } },
    ...{ ids: new Map(), last: new Map(), clock, print },
  };
};

/** Plays a child of Doncaster in Rotherham from the alert to the acknowledged interview, and proves it. */
export const playBorder = async (stage: BorderStage): Promise<BorderPlayed> => {
  const playing = await prepare(stage);
  try {
    for (const step of story) await act(playing, step);
    const { home, host } = playing.hubs;
    return {
      ...(await prove(playing, stage.folder)),
      states: { home: await statesIn(home), host: await statesIn(host) },
      interview: await interviewIn(home),
    };
  } finally {
    await Promise.all([playing.hubs.home.app.close(), playing.hubs.host.app.close()]);
  }
};
