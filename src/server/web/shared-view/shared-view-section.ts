import { type Html, html } from '../html.ts';
import { shownInstant } from '../shown-time.ts';
import type { Column } from './ask-readers.ts';
import { type KnownAt, weekHours, weekStart } from './known-week.ts';
import { sharedViewDocument } from './question.ts';
import { sharedViewTable } from './shared-view-table.ts';
import { weekForm } from './week-form.ts';

/** What the readers were shown, and of when. */
export interface SharedViewContent {
  readonly knownAt: KnownAt;
  readonly now: string;
  /** Undefined where they were not asked, or the hub did not answer. */
  readonly columns: readonly Column[] | undefined;
}

const instantOf = ({ knownAt, now }: SharedViewContent): string => (knownAt.kind === 'past' ? knownAt.instant : now);

const refusal = html`<p class="alert" role="alert">The address asks for a time that this page does not have: <code>at</code>
is a whole number of hours from 0 to ${weekHours}, counted from ${shownInstant(weekStart)}. Choose one with the slider.</p>`;

const unanswered = html`<p class="alert" role="alert">The hub could not answer the question just now. Its
<a href="/health/ready">health</a> says whether it can be asked again.</p>`;

/** The part that changes with the hour: the table, or why there is none. */
export const sharedViewFragment = (content: SharedViewContent): Html => {
  if (content.knownAt.kind === 'refused') return refusal;
  return content.columns ? sharedViewTable(content.columns, instantOf(content)) : unanswered;
};

const key = html`<ul class="key" aria-label="How to read the table">
<li><span class="swatch withheld" aria-hidden="true"></span> <strong>Withheld</strong>: the hub may hold it; this reader is
not shown it. The cell names the rule, and whom to ask.</li>
<li><span class="swatch empty" aria-hidden="true"></span> <strong>Not held</strong>: the hub was never given it. The cell says why, as far as a source says.</li>
</ul>`;

/** The section of the first page that shows one child to several readers, and the slider through the week. */
export const sharedViewSection = (content: SharedViewContent): Html => {
  const hours = content.knownAt.kind === 'past' ? content.knownAt.hours : weekHours;
  return html`<section id="shared" aria-labelledby="shared-title">
<h2 id="shared-title">One girl is missing. Who may know what?</h2>
<p>Three professionals send the hub the same GraphQL query about an invented girl of fourteen, each with a token of their
own. What follows is what came back, with nothing added: their role, their purpose and their relationship to her decide each cell.
The hub enters each disclosure in its access log before it leaves. The slider changes what was known; permission is always
that of now.</p>
${weekForm(hours, instantOf(content))}
${key}
<div id="shared-view" class="scroll" role="region" aria-label="What each reader is shown" tabindex="0">
${sharedViewFragment(content)}
</div>
<details>
<summary>The query that all three sent</summary>
<pre tabindex="0" role="region" aria-label="The query"><code>${sharedViewDocument}</code></pre>
</details>
</section>`;
};
