import type { Adapter } from '../src/domain/adapter.ts';
import { earlyHelp } from './early-help/index.ts';
import { education } from './education/index.ts';
import { health } from './health/index.ts';
import { hubRecords } from './hub-records/index.ts';
import { police } from './police/index.ts';
import { socialCare } from './social-care/index.ts';

/** The register of adapters: how each agency speaks. */
export const adapters: readonly Adapter[] = [police, socialCare, hubRecords, health, education, earlyHelp];
