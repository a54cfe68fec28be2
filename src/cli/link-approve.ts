import { z } from 'zod';
import { NotPermitted } from '../domain/errors.ts';
import { type Asker, askerOptions, askerShape, askHub, globalId, refusedShape } from './asker.ts';
import { type CommandDeps, type CommandResult, command } from './command.ts';
import { countOf } from './counts.ts';
import { keyOf, keyOption } from './link-review-act.ts';

const words = z.string().nullable();
const waiting = z.object({
  unlinkRequests: z
    .array(
      z.object({
        ...{ id: z.string(), childId: z.string(), sourcePersons: z.array(z.string()) },
        ...{ askedAt: z.string(), askedBy: words, reason: words },
      }),
    )
    .nullable(),
});

const list = async (deps: CommandDeps, asker: Asker): Promise<CommandResult> => {
  const query = '{ unlinkRequests { id childId sourcePersons askedAt askedBy reason } }';
  const { unlinkRequests } = waiting.parse(await askHub(deps, asker, { query, variables: {} }));
  if (unlinkRequests === null) throw new NotPermitted(`${asker.role} has no say in who is whom`);
  const lines = unlinkRequests.map(
    ({ id, childId, sourcePersons, askedAt, reason }) =>
      `${id}  ${askedAt.slice(0, 16)}Z  ${countOf(sourcePersons.length, 'source person')} out of ${childId}: ${reason ?? 'withheld'}`,
  );
  return { value: { unlinkRequests }, text: [...lines, countOf(lines.length, 'request')].join('\n') };
};

const settled = z.object({
  ...{ requestId: z.string(), state: z.string(), childId: z.string() },
  ...{ separated: z.array(z.string()), repeated: z.boolean() },
});
const payload = z.object({ payload: z.union([settled, refusedShape]) });

const settle = async (
  deps: CommandDeps,
  asker: Asker,
  { isRefusing, ...input }: { readonly isRefusing: boolean } & Readonly<Record<string, unknown>>,
): Promise<CommandResult> => {
  const query = `mutation Settle($input: UnlinkSettleInput!) { payload: ${isRefusing ? 'unlinkRefuse' : 'unlinkApprove'}(
    input: $input) { ... on UnlinkSettled { requestId state childId separated repeated } ... on Refusal { code message } } }`;
  const { payload: value } = payload.parse(await askHub(deps, asker, { query, variables: { input } }));
  if ('code' in value) return { value, text: `${value.code}: ${value.message}`, isRefused: true };
  const { requestId, state, childId, separated } = value;
  if (state === 'REFUSED') return { value, text: `${requestId} is refused; ${childId} stays as it is` };
  const text = [
    `${requestId} is approved: ${separated.join(', ')} apart from ${childId}`,
    `who was shown the wrong child: homeward link recall ${childId}`,
  ];
  return { value, text: text.join('\n') };
};

/** `homeward link approve`: approves or refuses what another person asked to take out of a child. */
export const linkApproveCommand = command({
  name: 'link approve',
  summary: 'approve or refuse what another person asked to take out of a child; without a request, list them',
  arguments: [{ syntax: '[request]', summary: 'the request, as the list names it' }],
  options: [
    ...askerOptions,
    { flags: '--note <text>', summary: 'why, in words you can be asked about' },
    { flags: '--refuse', summary: 'refuse it' },
    keyOption,
  ],
  input: z.object({
    ...askerShape,
    request: globalId('UnlinkRequest', 'a request').optional(),
    note: z.string().default(''),
    refuse: z.boolean().default(false),
    key: z.string().optional(),
  }),
  run: (deps, { request: requestId, note, refuse: isRefusing, key, ...asker }) =>
    requestId === undefined
      ? list(deps, asker)
      : settle(deps, asker, { isRefusing, requestId, note, idempotencyKey: keyOf(key) }),
});
