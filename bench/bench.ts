/** What a bench is told. */
export interface BenchOptions {
  readonly children: number;
  readonly rounds: number;
  readonly seconds: number;
  /** Says how far it is. */
  readonly onProgress: (line: string) => void;
}

/** What a bench found: for people, and for programs. */
export interface BenchReport {
  readonly text: string;
  readonly json: unknown;
}

/** Something measured. */
export interface Bench {
  readonly name: string;
  readonly summary: string;
  run(options: BenchOptions): Promise<BenchReport>;
}
