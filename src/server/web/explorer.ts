import { html } from './html.ts';
import { page } from './page.ts';

/** The frame in which a browser shows the explorer. */
export const explorerPage = (content: { readonly now: string; readonly isDemoClock: boolean }): string =>
  page({
    title: 'Explorer · Homeward',
    ...content,
    head: html`<link rel="stylesheet" href="/assets/graphiql.css">
<link rel="stylesheet" href="/assets/explorer.css">
<script defer src="/assets/react.js"></script>
<script defer src="/assets/react-dom.js"></script>
<script defer src="/assets/graphiql.js"></script>
<script defer src="/assets/explorer.js"></script>`,
    body: html`<main id="main" class="explorer">
<h1 class="unseen">Explorer</h1>
<p id="as" class="as" hidden><label for="viewer">Ask as</label> <select id="viewer"></select></p>
<div id="explorer"><noscript><p class="wide">The explorer needs JavaScript. Everything it does can be done by sending a
request to <code>/graphql</code>, as the <a href="/">first page</a> shows.</p></noscript></div>
</main>`,
  });
