import { z } from 'zod';
import { roles, roleTerms } from '../domain/policy.ts';
import { developmentViewers } from '../server/issuer/development-viewers.ts';
import { command } from './command.ts';

/** `homeward token roles`: every role, who may hold it and for what, with an organisation to try it as. */
export const tokenRolesCommand = command({
  name: 'token roles',
  summary: 'list the roles, who may hold them and for what',
  input: z.object({}),
  run: async () => {
    const value = roles.map((role) => ({
      role,
      agencies: roleTerms[role].agencies,
      purposes: roleTerms[role].purposes,
      organisation: developmentViewers.find((viewer) => viewer.role === role)?.organisation ?? null,
    }));
    const rows = value.map(({ role, agencies, purposes, organisation }) =>
      [role.padEnd(27), (organisation ?? '').padEnd(13), agencies.join(', ').padEnd(26), purposes.join(' ')].join(' '),
    );
    const head = [`${'role'.padEnd(27)} ${'for example'.padEnd(13)} ${'held in'.padEnd(26)} purposes`];
    return { value, text: [...head, ...rows].join('\n') };
  },
});
