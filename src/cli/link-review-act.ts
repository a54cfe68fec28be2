import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Asker, askHub, refusedShape } from './asker.ts';
import type { CommandDeps, CommandResult } from './command.ts';

const standing = z.object({
  id: z.string(),
  version: z.number(),
  state: z.string(),
  claimedUntil: z.string().nullable(),
  decision: z.string().nullable(),
  effect: z.string().nullable(),
  repeated: z.boolean(),
});
/** How a review stands after something was done. */
export type Standing = z.infer<typeof standing>;

const payload = z.object({ payload: z.union([standing, refusedShape]) });

/** The idempotency key of a command: the one given, or a new one. */
export const keyOf = (given: string | undefined): string => given ?? randomUUID();

/** The option by which a command is repeated without a second effect. */
export const keyOption = { flags: '--key <key>', summary: 'idempotency key, to repeat a command safely' } as const;

/** A mutation of a review, as its own command runs it. */
export const actOnReview = async (
  deps: CommandDeps,
  asker: Asker,
  {
    mutation,
    input,
    text,
  }: {
    readonly mutation: 'reviewClaim' | 'reviewDecide';
    readonly input: Readonly<Record<string, unknown>>;
    readonly text: (standing: Standing) => string;
  },
): Promise<CommandResult> => {
  const type = mutation === 'reviewClaim' ? 'ReviewClaimInput' : 'ReviewDecideInput';
  const query = `mutation Act($input: ${type}!) { payload: ${mutation}(input: $input) {
    ... on ReviewStanding { id version state claimedUntil decision effect repeated }
    ... on Refusal { code message } } }`;
  const { payload: value } = payload.parse(await askHub(deps, asker, { query, variables: { input } }));
  if ('code' in value) return { value, text: `${value.code}: ${value.message}`, isRefused: true };
  return { value, text: text(value) };
};
