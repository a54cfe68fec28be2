/** What a force says its feed carries. */
export interface FeedDeclaration {
  readonly organisation: string;
  readonly from: string;
  /** First day it no longer holds. */
  readonly to: string | null;
  /** Leaves of the contract, by dotted path. */
  readonly carries: readonly string[];
  /** Who declared it, and where. */
  readonly source: string;
}

/** ★ What forces have declared. None has yet: until one does, a feed is known by what it carried in 90 days. */
export const feedDeclarations: readonly FeedDeclaration[] = [];

/** Days within which an element a feed carried counts as one it carries. */
export const feedMemoryDays = 90;

/** Whether a force’s feed was declared to carry a leaf on a day. */
export const isDeclared = (
  organisation: string,
  day: string,
  path: string,
  declarations: readonly FeedDeclaration[] = feedDeclarations,
): boolean =>
  declarations.some(
    (one) =>
      one.organisation === organisation &&
      one.from <= day &&
      (one.to === null || day < one.to) &&
      one.carries.includes(path),
  );
