import type { LinkRecord } from '../../src/domain/link/link-record.ts';
import { bornOn, type CaseRecord, linkRecord } from './link-cases.ts';
import type { Random } from './random.ts';

const forenames = [
  'Ella',
  'Ellie',
  'Emma',
  'Amelia',
  'Emilia',
  'Harry',
  'Harrison',
  'Jack',
  'Jacob',
  'Muhammad',
  'Zainab',
  'Zaynah',
  'Noah',
  'Joel',
  'Joe',
  'Mia',
  'Mya',
  'Maya',
  'Oliver',
  'Olivia',
];
const surnames = ['Shaw', 'Khan', 'Smith', 'Smyth', 'Begum', 'Bennett-Shaw', 'Kowalski', 'Adeyemi', 'Webb', 'Carter'];

const digitsOf = (random: Random, count: number): string =>
  Array.from({ length: count }, () => String(random.below(10))).join('');

/** A valid NHS number of the range set aside for tests. */
export const inventNhs = (random: Random): string => {
  for (;;) {
    const digits = `999${digitsOf(random, 6)}`;
    const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${digits}${check}`;
  }
};

/** A valid permanent UPN. */
export const inventUpn = (random: Random): string => {
  const digits = `801${digitsOf(random, 9)}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at + 2), 0);
  return `${'ABCDEFGHJKLMNPQRTUVWXYZ'[sum % 23]}${digits}`;
};

const slip = (random: Random, text: string): string => {
  const at = random.below(text.length);
  return `${text.slice(0, at)}${random.pick([...'aeionrst'])}${text.slice(at + random.below(2))}`;
};

const dayIn = (random: Random): string =>
  `20${String(random.below(15)).padStart(2, '0')}-${String(random.below(12) + 1).padStart(2, '0')}-${String(random.below(28) + 1).padStart(2, '0')}`;

interface Child {
  readonly given: string;
  readonly middle: string | null;
  readonly surname: string;
  readonly born: string;
  readonly sex: string;
  readonly nhs: string;
  readonly upn: string;
  readonly postcode: string;
  readonly house: string;
}

const inventChild = (random: Random): Child => ({
  ...{
    given: random.pick(forenames),
    surname: random.pick(surnames),
    sex: random.pick(['F', 'M']),
    born: dayIn(random),
  },
  middle: random.chance(0.4) ? random.pick(forenames) : null,
  ...{ nhs: inventNhs(random), upn: inventUpn(random) },
  ...{ postcode: `DN${random.below(30)} ${random.below(10)}ZZ`, house: String(random.below(80) + 1) },
});

const twinOf = (random: Random, child: Child): Child => {
  const others = forenames.filter((name) => name !== child.given);
  return {
    ...child,
    ...{ given: random.pick(others), middle: random.chance(0.4) ? random.pick(others) : null },
    ...{
      nhs: inventNhs(random),
      upn: inventUpn(random),
      sex: random.chance(0.7) ? child.sex : random.pick(['F', 'M']),
    },
  };
};

/** How often a source knows the NHS number and the UPN. */
const knowledge: Readonly<Record<string, readonly [number, number]>> = {
  health: [1, 0],
  education: [0, 0.98],
  'social-care': [0.65, 0.6],
  police: [0, 0],
  'early-help': [0.3, 0.5],
};

const numbersOf = (random: Random, child: Child, source: string, sibling: Child): CaseRecord => {
  const [nhs, upn] = knowledge[source] ?? [0, 0];
  const hasWrongNumber = source === 'social-care' && random.chance(0.03);
  return {
    ...(random.chance(nhs) ? { nhs: (hasWrongNumber ? sibling : child).nhs } : {}),
    ...(random.chance(upn) ? { upn: child.upn } : {}),
  };
};

/** What a source makes of a child: numbers it does not know, slips, missing things, a sibling's number. */
const recordOf = (random: Random, child: Child, source: string, id: string, sibling: Child): LinkRecord => {
  const errors = source === 'police' ? 0.1 : 0.03;
  const written = (name: string) => (random.chance(errors) ? slip(random, name) : name);
  const born = random.chance(errors / 3) ? dayIn(random) : child.born;
  return linkRecord({
    ...{ id, source, sex: random.chance(0.98) ? child.sex : null },
    ...{
      given: written(child.given),
      surname: written(child.surname),
      middle: random.chance(0.6) ? child.middle : null,
    },
    born: random.chance(errors / 3) ? null : bornOn(born),
    postcodes: random.chance(0.95) ? [child.postcode] : [],
    house: random.chance(0.95) ? child.house : null,
    ...numbersOf(random, child, source, sibling),
  });
};

const sources = ['education', 'social-care', 'police', 'early-help', 'police'];

/** Records of twins, as five sources would hold them, with who each is of: health holds both. */
export const inventTwins = (random: Random): readonly { readonly record: LinkRecord; readonly child: number }[] => {
  const first = inventChild(random);
  const twins = [first, twinOf(random, first)] as const;
  return twins.flatMap((child, at) => {
    const sibling = twins[1 - at] ?? child;
    const known = ['health', ...sources.filter((source) => source === 'education' || random.chance(0.4))];
    return known.map((source, place) => ({
      record: recordOf(random, child, source, `${at}-${place}`, sibling),
      child: at,
    }));
  });
};

/** Records of some families, every second with twins. */
export const inventRecords = (random: Random, families: number): readonly LinkRecord[] =>
  Array.from({ length: families }, (_family, at) =>
    inventTwins(random)
      .filter(({ child }) => child === 0 || at % 2 === 0)
      .map(({ record }) => ({ ...record, id: `${at}-${record.id}` })),
  ).flat();
