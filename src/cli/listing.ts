import type { Command } from './command.ts';

/** A command in the register: the words that name it, and how its file is read. */
export interface Listing {
  readonly name: string;
  load(): Promise<Command>;
}

const firstOf = (name: string): string => name.split(' ', 1)[0] ?? name;

/** The first word that is neither an option nor the value of one; of the program's own options one takes a value. */
const firstWord = (words: readonly string[]): string | undefined =>
  words.find((word, index) => !word.startsWith('-') && words[index - 1] !== '--data-dir');

/**
 * The commands that these words may mean: the one they name, or its group, and every command where they name none.
 * Reading all their files takes over a second, which nobody should wait for who asks for one.
 */
export const wantedCommands = (listings: readonly Listing[], words: readonly string[]): Promise<readonly Command[]> => {
  const named = listings.filter(({ name }) => firstOf(name) === firstWord(words));
  return Promise.all((named.length > 0 ? named : listings).map(({ load }) => load()));
};
