import { z } from 'zod';
import { NotPermitted } from '../domain/errors.ts';
import { commandTokenSource } from '../server/token-source.ts';
import { command } from './command.ts';

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

const duration = z
  .string()
  .regex(/^\d{1,6}[smhd]$/, 'is no duration such as 15m, 1h or 7d')
  .transform((text) => Number(text.slice(0, -1)) * (unitSeconds[text.slice(-1)] ?? 0));

/** `homeward token mint`: a development token for one viewer. */
export const tokenMintCommand = command({
  name: 'token mint',
  summary: 'make a development token',
  options: [
    { flags: '--role <role>', summary: 'the role, as `homeward token roles` lists them' },
    { flags: '--organisation <code>', summary: 'the code of the organisation' },
    { flags: '--purpose <purpose>', summary: 'the one purpose; without it, every purpose of the role' },
    { flags: '--person <id>', summary: 'who asks (default development-ROLE)' },
    {
      flags: '--jkt <thumbprint>',
      summary: 'the thumbprint of the one key whose holder may use it, with proofs (DPoP)',
    },
    { flags: '--fresh', summary: 'say that its holder signed in strongly just now, as breaking the glass asks' },
    { flags: '--ttl <duration>', summary: 'how long it lives, such as 15m or 7d (default 1h)' },
  ],
  input: z.object({
    role: z.string(),
    organisation: z.string(),
    purpose: z.string().optional(),
    person: z.string().min(1).optional(),
    jkt: z
      .string()
      .regex(/^[\w-]{43}$/, 'is no thumbprint of a key (RFC 7638, SHA-256)')
      .optional(),
    fresh: z.boolean().default(false),
    ttl: duration.default(3_600),
  }),
  run: async ({ config }, { ttl, fresh, ...grant }) => {
    const { issuer } = await commandTokenSource({ config, systemNow: () => Date.now() });
    if (!issuer) throw new NotPermitted('the development issuer does not run with these settings');
    const token = await issuer.mint({ ...grant, isFresh: fresh, seconds: ttl });
    return { value: { token, expiresIn: ttl }, text: token };
  },
});
