import { connect, type Socket } from 'node:net';

/** An HTTP answer: status and body. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
  /** Whether the server closes the connection after it, as it does after a body it would not read. */
  readonly isLast: boolean;
}

interface Expecting {
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: Error) => void;
}

const headEnd = Buffer.from('\r\n\r\n');

/** The answer at the start of what has arrived, and how long it is; null until all of it is there. */
const answerIn = (arrived: Buffer): (HttpAnswer & { readonly length: number }) | null => {
  const end = arrived.indexOf(headEnd);
  if (end < 0) return null;
  const head = arrived.toString('latin1', 0, end);
  const size = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (size === undefined) throw new Error('an answer without a length');
  const length = end + headEnd.length + Number(size);
  if (arrived.length < length) return null;
  const isLast = /\r\nconnection: *close/i.test(head);
  return { status: Number(head.slice(9, 12)), body: arrived.subarray(end + headEnd.length, length), isLast, length };
};

/** One keep-alive connection that has at most one request under way: as little work as a client can be. */
export interface Connection {
  send(request: Buffer): Promise<HttpAnswer>;
  close(): void;
}

const listenTo = (socket: Socket) => {
  let arrived: Buffer = Buffer.alloc(0);
  let expecting: Expecting | null = null;
  const fail = (error: Error) => expecting?.reject(error);
  socket.on('error', fail).on('close', () => fail(new Error('the server closed the connection')));
  socket.on('data', (chunk) => {
    arrived = arrived.length === 0 ? chunk : Buffer.concat([arrived, chunk]);
    try {
      const answer = answerIn(arrived);
      if (!answer) return;
      arrived = arrived.subarray(answer.length);
      expecting?.resolve(answer);
    } catch (error) {
      fail(error instanceof Error ? error : new Error('an answer that cannot be read'));
    }
  });
  return (next: Expecting) => {
    expecting = next;
  };
};

/** Opens one to a server on this machine. */
export const openConnection = async (port: number): Promise<Connection> => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const expect = listenTo(socket);
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        expect({ resolve, reject });
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
};

/** What is sent to a server. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly authorization?: string | undefined;
  readonly body?: string | undefined;
}

/** A request as bytes. */
export const requestBytes = ({ method, path, authorization, body }: HttpRequest): Buffer =>
  Buffer.from(
    [
      `${method} ${path} HTTP/1.1`,
      'host: localhost',
      'accept: application/json',
      ...(authorization === undefined ? [] : [`authorization: ${authorization}`]),
      ...(body === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]),
      '',
      body ?? '',
    ].join('\r\n'),
  );
