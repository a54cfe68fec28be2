import { type Html, html } from '../html.ts';
import { shownMoment } from '../shown-time.ts';
import { weekDays, weekHours, weekMoments, weekStart } from './known-week.ts';

/** The form that chooses an hour of the demo’s week; it works by itself, and without a reload where scripts run. */
export const weekForm = (hours: number, at: string): Html => html`<form id="known" method="get" action="/#shared">
<p class="choice"><label for="at">As the hub knew it on</label>
<strong id="known-at">${shownMoment(at)}</strong></p>
<input id="at" name="at" type="range" min="0" max="${weekHours}" step="1" value="${hours}" list="days"
 aria-valuetext="${shownMoment(at)}" data-start="${weekStart}">
<datalist id="days">${weekDays.map(({ hours: begins, title }) => html`<option value="${begins}" label="${title}">`)}</datalist>
<p class="days" aria-hidden="true">${weekDays.map(({ title }) => html`<span>${title}</span>`)}</p>
<p class="moments"><button id="show">Show</button>
<span id="moments">Or go to:</span></p>
<ul class="moments" aria-labelledby="moments">
${weekMoments.map(({ hours: moment, title }) => html`<li><a href="/?at=${moment}#shared" data-hours="${moment}">${title}</a></li>`)}
<li><a href="/#shared">Now</a></li>
</ul>
<p id="known-status" role="status"></p>
</form>`;
