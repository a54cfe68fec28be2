import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { adapters } from '../../adapters/index.ts';
import { detectFormat } from '../../src/app/ingest/find-format.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import type { Adapter, Format } from '../../src/domain/adapter.ts';
import type { Agency } from '../../src/domain/organisations.ts';
import type { OwnedPools } from '../../src/store/pools.ts';
import { ingestDeps } from './ingest-hub-deps.ts';

/** Where the public sample files are: `HOMEWARD_SAMPLES`, or beside the repository. */
export const samplesFolder = resolve(
  process.env['HOMEWARD_SAMPLES'] ?? fileURLToPath(new URL('../../../shared/samples', import.meta.url)),
);

/** An organisation this hub serves for each agency that has an adapter; the hub’s own contract anybody may send. */
const senders: Readonly<Record<Agency, string>> = {
  police: '14',
  'social-care': 'E08000017',
  health: 'RP5',
  education: '3714000',
  'early-help': 'EH-E08000017',
  placement: 'SC400001',
  partnership: 'DSCP',
  hub: 'E08000017',
};

/** A sample file that a format of an adapter is ready to read. */
export interface Claim {
  readonly path: string;
  readonly adapter: Adapter;
  readonly format: Format;
}

/** What the adapters say of all files below a folder. */
export interface Survey {
  /** In the order they are to come in: by adapter, and who a child is before what happened to it. */
  readonly claims: readonly Claim[];
  /** Folder -> number of files no format knows. */
  readonly unclaimed: ReadonlyMap<string, number>;
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();

const claimsOf = (path: string): readonly Claim[] =>
  adapters.flatMap((adapter) => {
    const format = detectFormat(adapter, path, readFileSync(path));
    return format === undefined ? [] : [{ path, adapter, format }];
  });

const placeOf = ({ adapter, format }: Claim): number =>
  adapters.indexOf(adapter) * 1000 + adapter.formats.indexOf(format);

/** Asks every format of every adapter whether it reads each file below the folder. */
export const surveySamples = (folder: string): Survey => {
  const asked = filesBelow(folder).map((path) => ({ path, claims: claimsOf(path) }));
  const unclaimed = new Map<string, number>();
  for (const { path, claims } of asked) {
    const place = relative(folder, dirname(path)) || '.';
    if (claims.length === 0) unclaimed.set(place, (unclaimed.get(place) ?? 0) + 1);
  }
  const claims = asked.flatMap((one) => one.claims);
  return { claims: claims.toSorted((a, b) => placeOf(a) - placeOf(b)), unclaimed };
};

/** What became of one claimed file. */
export interface SampleOutcome {
  readonly path: string;
  readonly adapter: string;
  readonly format: string;
  readonly received: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly issues: number;
  /** The name of what was thrown, or `adapter-fault` where the format itself failed; null where nothing was. */
  readonly crash: string | null;
  /** Whether received = stored + unchanged + quarantined. */
  readonly isConserved: boolean;
  /** Issues and reasons that lack a rule, a message or the place of their record. */
  readonly placeless: number;
}

const told = z.array(z.object({ rule: z.string(), message: z.string() })).nullable();
const recordRow = z.object({ locator: z.string(), issues: told, reasons: told });

const issuesOf = async (owner: OwnedPools['owner'], deliveryId: string) => {
  const { rows } = await owner.query('select locator, issues, reasons from source_record where delivery_id = $1', [
    deliveryId,
  ]);
  return rows.flatMap((row) => {
    const { locator, issues, reasons } = recordRow.parse(row);
    return [...(issues ?? []), ...(reasons ?? [])].map(({ rule, message }) => ({ rule, message, locator }));
  });
};

const nothing = { received: 0, stored: 0, unchanged: 0, quarantined: 0, issues: 0 };

/** Takes in one claimed file as its sender would send it. */
export const ingestSample = async (
  pools: OwnedPools,
  { path, adapter, format }: Claim,
  bytes: Uint8Array = readFileSync(path),
): Promise<SampleOutcome> => {
  const file = { path, adapter: adapter.id, format: format.id };
  try {
    const summary = await ingestFile(ingestDeps(pools, adapters), {
      ...{ adapterId: adapter.id, name: path, bytes, organisation: senders[adapter.agency] },
      receivedAt: '2026-01-05T09:00:00Z',
    });
    const { received, stored, unchanged, quarantined, issues } = summary;
    const said = (await Promise.all(summary.deliveries.map(({ id }) => issuesOf(pools.owner, id)))).flat();
    return {
      ...{ ...file, received, stored, unchanged, quarantined, issues },
      crash: said.some(({ rule }) => rule === 'adapter-fault') ? 'adapter-fault' : null,
      isConserved: received === stored + unchanged + quarantined,
      placeless: said.filter((one) => Object.values(one).some((part) => part.trim() === '')).length,
    };
  } catch (error) {
    const crash = error instanceof Error ? error.name : 'error';
    return { ...file, ...nothing, crash, isConserved: false, placeless: 0 };
  }
};

/** Whether a file came in without a crash, whole, and with every issue in its place. */
export const isSound = ({ crash, isConserved, placeless }: SampleOutcome): boolean =>
  crash === null && isConserved && placeless === 0;
