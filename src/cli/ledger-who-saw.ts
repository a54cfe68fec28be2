import { disclosureLog } from './disclosure-log.ts';

/** `homeward ledger who-saw`: who was shown something of a child, as far as whoever runs the hub may know it. */
export const ledgerWhoSawCommand = disclosureLog({
  name: 'ledger who-saw',
  field: 'whoSaw',
  summary: 'list who was shown something of a child and when, newest first; asking is itself recorded',
  help: 'Which person was shown which fields is for the data protection officer, who asks for it in GraphQL (`whoSaw`).',
});
