import type { Adapter } from '../../src/domain/adapter.ts';
import { pilotChildrensServices } from './pilot-childrens-services.ts';
import { pilotPersonal } from './pilot-personal.ts';
import { ssdMissing } from './ssd-missing.ts';
import { ssdPerson } from './ssd-person.ts';
import { ssda903Episodes } from './ssda903-episodes.ts';
import { ssda903Header } from './ssda903-header.ts';
import { ssda903Missing } from './ssda903-missing.ts';
import { ssda903Tables } from './ssda903-tables.ts';

/** How children's social care speaks: the SSDA903 return and the Standard Safeguarding Dataset. */
export const socialCare: Adapter = {
  id: 'social-care',
  agency: 'social-care',
  title: 'Children’s social care',
  formats: [
    ssda903Header,
    ssda903Episodes,
    ssda903Missing,
    ...ssda903Tables,
    ssdPerson,
    ssdMissing,
    pilotChildrensServices,
    pilotPersonal,
  ],
};
