import type { Adapter, Format } from '../../domain/adapter.ts';
import { InvalidRequest } from '../../domain/errors.ts';

const HEAD_BYTES = 65_536;

/** The adapter of this name. */
export const getAdapter = (adapters: readonly Adapter[], id: string): Adapter => {
  const adapter = adapters.find((one) => one.id === id);
  if (adapter) return adapter;
  throw new InvalidRequest(`there is no adapter ${id}; there are: ${adapters.map((one) => one.id).join(', ')}`);
};

/** The first of the adapter's formats that a file of this name and content is in. */
export const detectFormat = (adapter: Adapter, name: string, bytes: Uint8Array): Format | undefined =>
  adapter.formats.find((format) => format.detects(name, bytes.subarray(0, HEAD_BYTES)));
