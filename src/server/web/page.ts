import { type Html, html } from './html.ts';

export interface Page {
  readonly title: string;
  readonly now: string;
  readonly isDemoClock: boolean;
  readonly head?: Html;
  readonly body: Html;
}

const shown = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/London' });

const banner = ({ now, isDemoClock }: Page): Html =>
  isDemoClock
    ? html`<aside class="banner" aria-label="The clock of this hub"><strong>Demo clock.</strong> In this hub it is
        <time datetime="${now}">${shown.format(new Date(now))}</time>. The children and their cases are invented.</aside>`
    : html``;

/** The frame that every page shares. */
export const page = (parts: Page): string =>
  html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${parts.title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/style.css">
${parts.head ?? html``}
</head>
<body>
<a class="skip" href="#main">Skip to main content</a>
<header>
<div class="wide"><a class="name" href="/">Homeward</a>
<nav aria-label="Pages"><a href="/explorer">Explorer</a> <a href="/schema.graphql">Schema</a> <a href="/health/ready">Health</a></nav></div>
</header>
${banner(parts)}
${parts.body}
</body>
</html>
`.html;
