import { disclosureLog } from './disclosure-log.ts';

/** `homeward link recall`: who was shown a child while it was wrongly linked. */
export const linkRecallCommand = disclosureLog({
  name: 'link recall',
  field: 'recallList',
  summary: 'list who was shown a child while it was wrongly linked, newest first; asking is itself recorded',
  help: 'Which person was shown which fields is for the data protection officer, who asks for it in GraphQL (`recallList`).',
});
