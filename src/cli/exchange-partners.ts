import { z } from 'zod';
import type { Register } from '../domain/exchange/register.ts';
import { readExchangeFolder } from '../server/exchange/exchange-folder.ts';
import { command } from './command.ts';
import { exchangeFolderOf } from './exchange-words.ts';

const textOf = (self: string, { partners, agreements }: Register): string => {
  const listed = partners.map(({ authority, name, url, keys, dutyManager }) => {
    const mark = authority === self ? 'this hub' : url;
    return `${authority}  ${name}  ${mark}  ${keys.length} keys  duty manager ${dutyManager.name}, ${dutyManager.phone}`;
  });
  const terms = agreements.map(
    ({ terms: { id, sender, recipient, purposes, fields, ceiling, readers, validUntil } }) =>
      `${id}: ${sender} -> ${recipient}, ${purposes.join(' ')}, ${fields.length} fields up to ${ceiling}, read by ${readers.join(' ')}, until ${validUntil}`,
  );
  return [...listed, ...terms].join('\n');
};

/** `homeward exchange partners`: whom the hub speaks with, and what may cross. */
export const exchangePartnersCommand = command({
  name: 'exchange partners',
  summary: 'list the authorities this hub speaks with, and the agreements both sides signed',
  input: z.object({}),
  run: async (deps) => {
    const { self, register } = await readExchangeFolder(exchangeFolderOf(deps));
    const { partners, agreements } = register;
    return {
      value: { self, partners, agreements: agreements.map(({ terms }) => terms) },
      text: textOf(self, register),
    };
  },
});
