import { rule } from '../practice/rule.ts';
import { fieldsOfNotifications } from '../practice/subjects.ts';
import { whether } from '../practice/verdict.ts';
import { fields2015 } from '../profile/fields.ts';

const named = fields2015.filter(({ seed }) => seed).map(({ name }) => name);

/** Each field the audit named, by itself. */
export const notificationFieldAnswered = rule({
  id: 'notification-field-answered',
  version: 1,
  inForce: { from: '2013-04-01', to: null },
  title: 'The first notification answers what the audit found missing',
  source: 'Audit 2015, X1 and R2; completeness profile',
  subjects: fieldsOfNotifications(named),
  needs: 'AN',
  read: ({ field, isGap }) => ({ field, isGap }),
  check: ({ isGap }) => whether(!isGap, 'Answered', 'Not answered, or not usable'),
  groupOf: ({ field }) => field,
  examples: [
    { when: 'religion was answered', given: { field: 'religion', isGap: false }, outcome: 'MET' },
    { when: 'religion was left out', given: { field: 'religion', isGap: true }, outcome: 'UNMET' },
  ],
});
