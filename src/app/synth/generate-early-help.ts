import type { RecordBody } from '../../domain/model/kinds.ts';
import { blankBodies } from './blank-bodies.ts';
import { type Habits, personAsWritten } from './generate-person.ts';
import type { InventedSource } from './invented.ts';
import { daysAfter } from './moments.ts';
import { systemNumber } from './numbers.ts';
import type { SynthOptions } from './options.ts';
import { type Random, randomOf } from './random.ts';
import { stock } from './stock.ts';
import type { TrueChild } from './true-child.ts';

/** ★ How well early help knows children: through a parent. */
const habits: Habits = { carelessness: 1, nhsNumber: 0.35, upn: 0.4, staleAddress: 0.1 };

const planOf = (random: Random, from: string, weeks: number): RecordBody['plan'] => {
  const startedOn = daysAfter(from, random.between(-200, Math.floor(weeks * 5)));
  const days = random.between(30, 300);
  const hasEnded = startedOn < daysAfter(from, weeks * 7 - 300) && random.chance(0.7);
  const hasPlan = random.chance(0.8);
  return {
    ...blankBodies.plan,
    ...{
      startedOn,
      endedOn: hasEnded ? daysAfter(startedOn, days) : null,
      reason: random.pick(stock.earlyHelpReasons),
    },
    endReason: hasEnded ? random.pick(stock.earlyHelpEnds) : null,
    ...{ hasPlan, updatedOn: hasPlan ? daysAfter(startedOn, random.between(5, 29)) : null },
    provider: 'Doncaster Early Help',
    lead: { name: random.pick(stock.workers), relationship: null, phone: null, organisation: null },
  };
};

/** What the early help service of the family's place holds: the child, and what is done for the family. */
export const earlyHelpOf = (options: SynthOptions, child: TrueChild): readonly InventedSource[] => {
  const { earlyHelp } = child.place;
  const random = randomOf(options.seed, 'early help', child.number);
  if (earlyHelp === null || !random.chance(child.care === null ? 0.5 : 0.12)) return [];
  const key = `E${systemNumber(options.seed, 'early help', child.number)}`;
  const person = personAsWritten(options, random, habits, child);
  const { homeAddress } = person;
  return [
    {
      ...{ organisation: earlyHelp, writer: 'early-help', key },
      person: { ...person, homeAddress: homeAddress && { ...homeAddress, lines: [] } },
      records: [{ kind: 'plan', key: `${key}-1`, statedAt: null, body: planOf(random, options.from, options.weeks) }],
    },
  ];
};
