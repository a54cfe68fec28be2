/**
 * ★ What asks for somebody who has just signed in, and strongly: the lost token or the unlocked screen of a colleague
 * must not be enough. `strong` are the words (`acr`) in which an issuer says that a sign-in cannot be phished: `phr`, and
 * `phrh` where hardware keeps the key (OpenID Connect EAP ACR Values 1.0).
 */
export const stepUp = {
  mutations: ['breakGlassOpen'],
  seconds: 300,
  strong: ['phr', 'phrh'],
} as const;

/** What a token says of how its holder signed in: the instant in seconds since 1970, and in which way. */
interface SignIn {
  readonly auth_time?: number | undefined;
  readonly acr?: string | undefined;
}

/** Whether somebody signed in strongly and lately enough, clocks differing by so many seconds at most. */
export const isFresh = ({ auth_time: at, acr }: SignIn, nowSeconds: number, tolerance: number): boolean =>
  at !== undefined &&
  stepUp.strong.some((word) => word === acr) &&
  at <= nowSeconds + tolerance &&
  nowSeconds <= at + stepUp.seconds;
