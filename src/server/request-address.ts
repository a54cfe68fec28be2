/** What a request says of where it was sent. */
interface Sent {
  readonly url: string;
  readonly headers: { readonly host?: string | undefined };
}

const ownMachine = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Where a request was sent, as its client knows it: under the hub's public address, or without one at this machine. What
 * a `Host` header says of another name is whoever sent it's word, and `Forwarded` headers are not read at all.
 */
export const requestAddress = (publicUrl: string | undefined, { url, headers: { host } }: Sent): string | undefined => {
  const [path = '/'] = url.split('?');
  if (publicUrl !== undefined) return `${publicUrl.replace(/\/+$/, '')}${path}`;
  return host !== undefined && ownMachine.test(host) ? `http://${host}${path}` : undefined;
};
