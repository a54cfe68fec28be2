import type { FastifyInstance } from 'fastify';
import { isSystemError } from '../store/embedded/files.ts';
import { AddressInUse } from './refusals.ts';

export interface Listening {
  /** Where a browser on this machine finds the hub. */
  readonly address: string;
  readonly port: number;
}

const shown = (host: string): string => {
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

const explain = (error: unknown, host: string, port: number): unknown => {
  if (isSystemError(error, 'EADDRINUSE')) {
    return new AddressInUse(`port ${port} is in use: stop what uses it, or set PORT to another`);
  }
  if (isSystemError(error, 'EACCES')) return new AddressInUse(`port ${port} may not be used by this user: set PORT`);
  const isNoAddress = isSystemError(error, 'EADDRNOTAVAIL') || isSystemError(error, 'ENOTFOUND');
  return isNoAddress ? new AddressInUse(`HOST ${host} is not an address of this machine`) : error;
};

/** Starts to listen, or says plainly why it cannot. */
export const listen = async (
  app: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> => {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw explain(error, host, port);
  }
  const bound = app.server.address();
  const actual = typeof bound === 'object' && bound ? bound.port : port;
  return { address: `http://${shown(host)}:${actual}`, port: actual };
};
