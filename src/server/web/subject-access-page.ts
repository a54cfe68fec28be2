import type { SubjectAccessFile } from '../../app/subject-access.ts';
import type { ExchangedMessage, HeldMessage, ReleasedMessage } from '../../domain/exchange/split-exchanged.ts';
import { findOrganisation } from '../../domain/organisations.ts';
import type { AccessPart, AccessVersion, HeldVersion, KindSection } from '../../domain/split-for-access.ts';
import { type Html, html, nothing } from './html.ts';

const sender = (code: string): string => findOrganisation(code)?.name ?? code;

const words = (name: string): string =>
  name
    .replaceAll('-', ' ')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();

const shown = (value: unknown): Html => {
  if (Array.isArray(value)) return html`<ul>${value.map((one) => html`<li>${shown(one)}</li>`)}</ul>`;
  if (value !== null && typeof value === 'object') return pairs(value);
  return html`${String(value)}`;
};

const pairs = (value: object): Html => {
  const told = Object.entries(value).filter(([, inner]) => inner !== null);
  return html`<dl>${told.map(([name, inner]) => html`<dt>${words(name)}</dt><dd>${shown(inner)}</dd>`)}</dl>`;
};

const life = ({ knownFrom, knownTo, endedAs }: Pick<AccessVersion, 'knownFrom' | 'knownTo' | 'endedAs'>): string => {
  if (knownTo === null) return `known since ${knownFrom}`;
  return `known ${knownFrom} to ${knownTo}, then ${endedAs === 'RETRACTED' ? 'withdrawn' : 'replaced'}`;
};

const about = (version: AccessVersion | HeldVersion): Html =>
  html`<p>From ${sender(version.organisation)}, received ${version.receivedAt}; ${life(version)}.</p>`;

const released = (version: AccessVersion): Html => html`<section>${about(version)}${pairs(version.fields)}</section>`;

const held = (version: HeldVersion): Html => html`<section>${about(version)}${heldFields(version.fields)}</section>`;

function ofKind<V>({ kind, current, earlier }: KindSection<V>, show: (version: V) => Html): Html {
  const before = earlier.length === 0 ? nothing : html`<h3>Earlier versions</h3>${earlier.map(show)}`;
  return html`<h2>${words(kind)}</h2>${current.map(show)}${before}`;
}

const across = ({ direction, partner, at, kind, agreement }: ExchangedMessage): Html =>
  html`<p>${direction === 'SENT' ? 'Sent to' : 'Received from'} ${sender(partner)}, ${at}: ${words(kind)}, under the agreement ${agreement}.</p>`;

const releasedMessage = (message: ReleasedMessage): Html =>
  html`<section>${across(message)}${pairs(message.fields)}</section>`;

const heldFields = (fields: HeldVersion['fields']): Html => {
  const rows = Object.entries(fields).map(
    ([name, { reason, source, value }]) =>
      html`<dt>${words(name)}</dt><dd>${shown(value)}<p><em>${reason} (${source})</em></p></dd>`,
  );
  return html`<dl>${rows}</dl>`;
};

const heldMessage = (message: HeldMessage): Html =>
  html`<section>${across(message)}${heldFields(message.fields)}</section>`;

const exchangedPart = (messages: readonly Html[]): Html =>
  messages.length === 0 ? nothing : html`<h2>sent to and received from other authorities</h2>${messages}`;

interface Shown<V> {
  readonly title: string;
  readonly note: string;
  readonly part: AccessPart<V>;
  readonly show: (version: V) => Html;
  readonly messages: readonly Html[];
}

function page<V>({ title, note, part, show, messages }: Shown<V>): string {
  const numbers = part.sourcePersons.map(
    ({ organisation, system, key }) => html`<li>${sender(organisation)}: ${key} (${system})</li>`,
  );
  return html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>${title}</title><style>
body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
dt{font-weight:bold}section{border-top:1px solid;margin-top:1rem}
</style></head><body><main><h1>${title}</h1><p>${note}</p>
<h2>numbers</h2><ul>${numbers}</ul>${part.kinds.map((one) => ofKind(one, show))}${exchangedPart(messages)}</main></body></html>
`.html;
}

/** The page of what is given to who asks. */
export const releasePage = ({ release, knownAt, exchanged }: SubjectAccessFile): string =>
  page({
    title: 'What the hub holds about you',
    note: `As known at ${knownAt}. Some information may have been held back where the law allows or requires it.`,
    part: release,
    show: released,
    messages: exchanged.release.map(releasedMessage),
  });

/** The page of what a person has to review before any of it is given. */
export const reviewPage = ({ review, knownAt, child, exchanged }: SubjectAccessFile): string =>
  page({
    title: 'For review: not to be given before a decision',
    note: `Child ${child}, as known at ${knownAt}. Each value stands with the exemption it may fall under.`,
    part: review,
    show: held,
    messages: exchanged.review.map(heldMessage),
  });
