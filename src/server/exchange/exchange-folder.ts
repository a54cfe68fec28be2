import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { InvalidRequest } from '../../domain/errors.ts';
import { type OwnKeys, openKeys, ownKeysFile } from '../../domain/exchange/own-keys.ts';
import { openRegister, type Register, registerFile } from '../../domain/exchange/register.ts';

/** Names of the two files of an exchange folder. */
export const exchangeFiles = { register: 'register.json', keys: 'keys.json' } as const;

const readJson = async <T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T>> => {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InvalidRequest(`${path}: cannot be read`);
  });
  const parsed = z
    .string()
    .transform((written, context): unknown => {
      try {
        return JSON.parse(written);
      } catch {
        context.addIssue({ code: 'custom', message: 'is no JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema)
    .safeParse(text);
  if (!parsed.success) throw new InvalidRequest(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

/** Reads a partner register. @throws InvalidRequest */
export const readRegister = async (path: string): Promise<Register> => openRegister(await readJson(path, registerFile));

/** Who a hub speaks for, with which keys, and to whom. */
export interface ExchangeIdentity {
  readonly self: string;
  readonly keys: OwnKeys;
  readonly register: Register;
}

/** Reads an exchange folder: `register.json`, and `keys.json`, which nobody else may read. @throws InvalidRequest */
export const readExchangeFolder = async (folder: string): Promise<ExchangeIdentity> => {
  const own = await readJson(join(folder, exchangeFiles.keys), ownKeysFile);
  const register = await readRegister(join(folder, exchangeFiles.register));
  if (!register.findPartner(own.authority)) {
    throw new InvalidRequest(`${folder}: the register does not list the authority whose keys these are`);
  }
  return { self: own.authority, keys: await openKeys(own), register };
};
