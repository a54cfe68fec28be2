import type { ExchangeTransaction } from '../../domain/exchange/log.ts';
import type { OwnKeys } from '../../domain/exchange/own-keys.ts';
import type { Register } from '../../domain/exchange/register.ts';

/** What speaking with other authorities needs. */
export interface ExchangeDeps {
  /** Code of the authority this hub speaks for. */
  readonly self: string;
  readonly register: Register;
  readonly keys: OwnKeys;
  /** Runs work in one transaction of the hub, in its ordered write lane. */
  readonly run: <T>(work: (tx: ExchangeTransaction) => Promise<T>) => Promise<T>;
  readonly newId: () => string;
  /** 128 random bits, base64url. */
  readonly newSalt: () => string;
}
