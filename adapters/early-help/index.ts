import type { Adapter } from '../../src/domain/adapter.ts';
import { ehPerson } from './eh-person.ts';
import { ssdEarlyHelp } from './ssd-early-help.ts';

/** How early help speaks: persons first, then what is done for them. */
export const earlyHelp: Adapter = {
  id: 'early-help',
  agency: 'early-help',
  title: 'Early help',
  formats: [ehPerson, ssdEarlyHelp],
};
