/** One of those who ask the same question about the same child. */
export interface Reader {
  /** Who asks, in plain words. */
  readonly title: string;
  /** Name of the organisation they ask for. */
  readonly organisation: string;
  /** The purpose they declare. */
  readonly purpose: string;
  /** Whether they know children by pseudonyms of their own only. */
  readonly isPseudonymous: boolean;
  /** A token of theirs, good for a minute. */
  readonly token: () => Promise<string>;
  /** The id under which they know the child whose own id is this. */
  readonly idOf: (childId: string) => string;
}

/** One child, and the readers whose views of it are laid side by side. */
export interface SharedView {
  /** The number that the child’s authority gives it; the first reader may see such numbers. */
  readonly authorityChildId: string;
  readonly readers: readonly Reader[];
}
