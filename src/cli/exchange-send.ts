import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { deliverQueued } from '../app/exchange/deliver-queued.ts';
import { openExchange } from '../app/exchange/open-exchange.ts';
import { sendExchange, type Where } from '../app/exchange/send-exchange.ts';
import { InvalidRequest } from '../domain/errors.ts';
import { exchangeKinds } from '../domain/exchange/messages/index.ts';
import { type Purpose, type Role, roles, roleTerms } from '../domain/policy.ts';
import { httpTransport } from '../server/exchange/transport.ts';
import { command } from './command.ts';
import { withExchange } from './exchange-words.ts';

const input = z.object({
  kind: z.enum(exchangeKinds),
  content: z.string('is needed: a JSON file, or - for standard input'),
  conversation: z.uuid().optional(),
  child: z.uuid().optional(),
  to: z.string().optional(),
  responsible: z.string().optional(),
  role: z.enum(roles).default('duty-team'),
  person: z.string().min(1).default('command-line'),
  worker: z.string().min(1).optional(),
});
type Input = z.infer<typeof input>;

const whereOf = ({ conversation, child, to, responsible }: Input, self: string): Where => {
  if (conversation !== undefined) return { conversationId: conversation };
  if (child === undefined || to === undefined) {
    throw new InvalidRequest('--conversation is needed, or --child and --to to begin one');
  }
  return { childId: child, to, responsible: responsible ?? self, episodes: [] };
};

/** The purpose in which a role says something about a child. */
const purposeOf = (role: Role): Purpose => {
  const { purposes } = roleTerms[role];
  return purposes.find((purpose) => purpose === 'SAFEGUARD_PLAN') ?? purposes[0] ?? 'SAFEGUARD_PLAN';
};

const readContent = async (text: string): Promise<unknown> => {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidRequest('--content is no JSON');
  }
};

/** `homeward exchange send`: says something to another authority. */
export const exchangeSendCommand = command({
  name: 'exchange send',
  summary: 'send a message to another authority: in a conversation, or to begin one about a child',
  arguments: [{ syntax: '<kind>', summary: exchangeKinds.join(', ') }],
  options: [
    { flags: '--content <file>', summary: 'its content, as docs/schemas/exchange has it; - for standard input' },
    { flags: '--conversation <id>', summary: 'the conversation it belongs to' },
    { flags: '--child <id>', summary: 'to begin one: the child’s id' },
    { flags: '--to <code>', summary: 'to begin one: GSS code of the other authority' },
    {
      flags: '--responsible <code>',
      summary: 'to begin one: GSS code of the responsible authority (default: this one)',
    },
    { flags: '--role <role>', summary: 'in which role (default duty-team)' },
    { flags: '--person <id>', summary: 'who sends it (default command-line)' },
    {
      flags: '--worker <id>',
      summary: 'of RHI_ACCEPT: subject id of the worker who holds it and so reaches the child',
    },
  ],
  input,
  run: (deps, given) =>
    withExchange(deps, async (parts) => {
      const text = given.content === '-' ? await deps.readStdin() : await readFile(given.content, 'utf8');
      const now = parts.clock.now();
      const sent = await sendExchange(parts)({
        viewer: { person: given.person, organisation: parts.self, role: given.role, purpose: purposeOf(given.role) },
        where: whereOf(given, parts.self),
        said: { kind: given.kind, content: await readContent(text) },
        performer: given.worker ?? null,
        ...{ idempotencyKey: randomUUID(), now },
      });
      const receipted = await deliverQueued(openExchange(parts), httpTransport, { now, limit: 20 });
      const told = receipted > 0 ? 'receipted' : 'waits until the other hub answers';
      return { value: { ...sent, receipted }, text: `${sent.conversationId}  ${sent.state}  ${told}` };
    }),
});
