import { z } from 'zod';
import { reconcileAll } from '../app/reconcile/reconcile-all.ts';
import { organisations } from '../domain/organisations.ts';
import { type Discrepancy, reconciliationReasons } from '../domain/reconcile.ts';
import { command } from './command.ts';
import { inWords } from './counts.ts';
import { withHub } from './open-hub.ts';
import { isOrganisation, unknownOrganisation } from './words.ts';

const MOST_LINES = 20;

type Compared = Awaited<ReturnType<typeof reconcileAll>>[number];

const authorities = organisations.filter(({ agency }) => agency === 'social-care').map(({ code }) => code);

const dates = ({ startedOn, endedOn }: Discrepancy['account']): string => `${startedOn ?? '?'} to ${endedOn ?? 'now'}`;

// Whoever runs the hub sees no record: organisations' own references and days say which, to those who hold it.
const shown = ({ side, account, reason, days, counterpart }: Discrepancy) => ({
  ...{ side, reason, days, organisation: account.organisation, reference: account.reference },
  ...{ category: account.category, startedOn: account.startedOn, endedOn: account.endedOn },
  counterpart:
    counterpart === null
      ? null
      : {
          ...{ organisation: counterpart.organisation, reference: counterpart.reference },
          ...{ startedOn: counterpart.startedOn, endedOn: counterpart.endedOn },
        },
});

const countLines = (discrepancies: readonly Discrepancy[]): readonly string[] =>
  Object.entries(reconciliationReasons).flatMap(([word, says]) =>
    (['POLICE', 'AUTHORITY'] as const).flatMap((side) => {
      const count = discrepancies.filter((one) => one.reason === word && one.side === side).length;
      return count === 0 ? [] : [`  ${side.toLowerCase()}: ${inWords(count)} ${word}: ${says}`];
    }),
  );

const rowLine = ({ side, account, reason, days }: Discrepancy): string =>
  `    ${dates(account)}  ${side.toLowerCase()} ${account.organisation} ${account.reference}: ${reason}${days === null ? '' : `, ${days} days`}`;

const textOf = ({ authority, accounts, agreed, discrepancies }: Compared): string => {
  const more = discrepancies.length - MOST_LINES;
  return [
    `${authority}: ${inWords(accounts.police)} police and ${inWords(accounts.authority)} authority accounts, ${inWords(agreed)} absences agreed`,
    ...countLines(discrepancies),
    ...discrepancies.slice(0, MOST_LINES).map(rowLine),
    ...(more > 0 ? [`    and ${inWords(more)} more: --json lists them all`] : []),
  ].join('\n');
};

/** `homeward reconcile`: what forces and authorities tell of the same absences, compared. */
export const reconcileCommand = command({
  name: 'reconcile',
  summary: 'compare police and authority accounts of absences in a period',
  options: [
    { flags: '--from <date>', summary: 'first day' },
    { flags: '--to <date>', summary: 'first day after' },
    { flags: '--authority <code>', summary: 'only this authority' },
  ],
  help: 'Example:\n  homeward reconcile --from 2015-04-01 --to 2016-04-01 --authority E08000017',
  input: z.object({
    from: z.iso.date('is not a date such as 2026-03-01'),
    to: z.iso.date('is not a date such as 2026-03-01'),
    authority: z.string().refine(isOrganisation, unknownOrganisation).optional(),
  }),
  run: (deps, { authority, ...period }) =>
    withHub(deps, async (hub) => {
      const compared = await reconcileAll(hub, authority === undefined ? authorities : [authority], period);
      const told = compared.filter(({ accounts }) => accounts.police + accounts.authority > 0);
      const value = told.map(({ discrepancies, ...rest }) => ({ ...rest, discrepancies: discrepancies.map(shown) }));
      return { value, text: told.length === 0 ? 'nothing to compare' : told.map(textOf).join('\n') };
    }),
});
