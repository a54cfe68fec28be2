/** The domain clock: what "now" means for episodes, relationships and deadlines. Tokens and the ledger use system time. */
export interface Clock {
  /** An ISO instant in UTC. */
  now(): string;
}
