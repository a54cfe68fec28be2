import { developmentOffers, type Question } from './development-offers.ts';
import type { Served } from './serve-hub.ts';

export interface StartTextParts {
  readonly served: Pick<Served, 'address' | 'clock' | 'isDemoClock' | 'tokens'>;
  readonly question: Question;
  readonly isProduction: boolean;
}

const curls = async ({ served, question, isProduction }: StartTextParts): Promise<readonly string[]> => {
  if (isProduction || !served.tokens.issuer) return [];
  const lines = await developmentOffers(served.tokens.issuer, question).curlLines(served.address);
  return ['', 'Ask as', ...lines.flatMap(({ title, command }) => ['', `  ${title}:`, `  ${command}`])];
};

const noIssuer = 'Nobody’s tokens are accepted: set HOMEWARD_ISSUER, HOMEWARD_AUDIENCE and HOMEWARD_JWKS_URL.';

/** What a person at the terminal is told when the hub has started; under production it holds no token. */
export const startText = async (parts: StartTextParts): Promise<string> => {
  const { address, clock, isDemoClock, tokens } = parts.served;
  const lines = [
    `Homeward answers at ${address}/graphql`,
    `Pages: ${address}/  Explorer: ${address}/explorer`,
    ...(isDemoClock ? [`Demo clock: ${clock.now()}`] : []),
    ...(tokens.rules ? [] : [noIssuer]),
    ...(await curls(parts)),
  ];
  return `${lines.join('\n')}\n`;
};
