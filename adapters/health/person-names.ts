import type { PersonName } from '../../src/domain/model/values.ts';
import { type HumanName, humanName } from './datatypes.ts';
import { isCurrent, isOver, type Source, takeAll } from './source.ts';

/** ★ What a name is used for. PDS gives its one current name as `usual`; a name of no stated use is taken as legal. */
const uses: ReadonlyMap<string, PersonName['use']> = new Map([
  ['official', 'LEGAL'],
  ['usual', 'PREFERRED'],
  ['nickname', 'ALIAS'],
  ['anonymous', 'ALIAS'],
  ['temp', 'ALIAS'],
  ['maiden', 'FORMER'],
  ['old', 'FORMER'],
]);

const purposeOf = ({ use, period }: HumanName, on: string): PersonName['use'] => {
  if (isOver(period, on)) return 'FORMER';
  return use === null ? 'LEGAL' : (uses.get(use.toLowerCase()) ?? 'ALIAS');
};

const joined = (parts: readonly (string | null)[]): string | null =>
  parts.filter((part) => part !== null).join(' ') || null;

const nameOf = (name: HumanName, on: string): readonly PersonName[] => {
  const given = joined(name.given) ?? (name.family === null ? name.text : null);
  return given === null && name.family === null ? [] : [{ use: purposeOf(name, on), given, family: name.family }];
};

/** Every name of a person, those in use on the day the file arrived first. */
export const readNames = (source: Source): readonly PersonName[] => {
  const on = source.file.receivedOn;
  const names = takeAll(source, 'name', humanName);
  const current = names.filter(({ period }) => isCurrent(period, on));
  const others = names.filter(({ period }) => !isCurrent(period, on));
  return [...current, ...others].flatMap((name) => nameOf(name, on));
};

const inWords = ({ prefix, given, family, text }: HumanName): string | null =>
  text ?? joined([...prefix, ...given, family]);

/** The name a person goes by, in one line; null where none is given. */
export const readFullName = (source: Source): string | null => {
  const names = takeAll(source, 'name', humanName);
  const chosen = names.find(({ period }) => isCurrent(period, source.file.receivedOn)) ?? names[0];
  return chosen === undefined ? null : inWords(chosen);
};

/** The same of a resource referred to, whose own faults are told where it stands. */
export const fullNameIn = (value: unknown): string | null => {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.reduce<string | null>((found, item) => {
    const name = humanName.safeParse(item);
    return found ?? (name.success ? inWords(name.data) : null);
  }, null);
};
