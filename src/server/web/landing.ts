import { type Html, html, nothing } from './html.ts';
import { page } from './page.ts';
import { type SharedViewContent, sharedViewSection } from './shared-view/shared-view-section.ts';

/** A request that can be copied into a terminal. */
export interface CurlLine {
  /** Who asks, in plain words. */
  readonly title: string;
  readonly command: string;
}

/** A page of the documentation. */
export interface PublishedDocument {
  /** Name of its file, without the ending. */
  readonly name: string;
  /** Its heading. */
  readonly title: string;
}

export interface LandingContent {
  readonly now: string;
  readonly isDemoClock: boolean;
  readonly curlLines: readonly CurlLine[];
  readonly documents: readonly PublishedDocument[];
  /** One child as several readers see it, where the demo is loaded and the page is for this machine. */
  readonly sharedView?: SharedViewContent | undefined;
}

const curlSection = (lines: readonly CurlLine[]): Html =>
  lines.length === 0
    ? nothing
    : html`<section aria-labelledby="ask">
<h2 id="ask">Ask as three people</h2>
<p>The same question about the same child. Each answer holds what that role may see, and says of every field that is
withheld that it is, why, and whom to ring. The tokens are for development and last an hour.</p>
${lines.map(
  ({ title, command }, at) => html`<h3 id="ask-${at}">${title}</h3>
<pre tabindex="0" role="region" aria-labelledby="ask-${at}"><code>${command}</code></pre>
`,
)}</section>`;

const documentSection = (documents: readonly PublishedDocument[]): Html =>
  documents.length === 0
    ? nothing
    : html`<section aria-labelledby="read">
<h2 id="read">Read</h2>
<ul>${documents.map(({ name, title }) => html`<li><a href="/docs/${name}.md">${title}</a></li>`)}</ul>
</section>`;

const sharedViewHead = html`<link rel="stylesheet" href="/assets/shared-view.css">
<script defer src="/assets/shared-view.js"></script>`;

/** The page that greets whoever opens the hub in a browser. */
export const landingPage = (content: LandingContent): string =>
  page({
    title: 'Homeward',
    now: content.now,
    isDemoClock: content.isDemoClock,
    head: content.sharedView ? sharedViewHead : nothing,
    body: html`<main id="main" class="wide">
<h1>What each agency knows about a missing child, in one view</h1>
<p class="lead">Homeward is a GraphQL hub for children who go missing from home or care in England. Police, health,
education, early help and children’s social care send what they hold, in the formats they already use. Homeward checks
it, recognises the child, and shows each professional exactly what their role, purpose and relationship allow.</p>
${content.sharedView ? sharedViewSection(content.sharedView) : nothing}
<section aria-labelledby="go-on">
<h2 id="go-on">Look further</h2>
<ul class="links">
<li><a href="/explorer"><strong>Explorer</strong><span>Write a query and run it, in this browser</span></a></li>
<li><a href="/schema.graphql"><strong>Schema</strong><span>Every type and field, described in plain words</span></a></li>
<li><a href="/health/ready"><strong>Health</strong><span>Whether the hub can answer just now</span></a></li>
</ul>
</section>
${curlSection(content.curlLines)}
<section aria-labelledby="send">
<h2 id="send">Ask from a program</h2>
<p>Send a <code>POST</code> of JSON to <code>/graphql</code> with an access token in the <code>Authorization</code>
header. A token that allows several purposes is narrowed by the <code>Homeward-Purpose</code> header. Every answer is
entered in the access log before it leaves.</p>
</section>
${documentSection(content.documents)}
</main>`,
  });
