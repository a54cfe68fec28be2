// Runs in the browser: moves the shared view through the week without a reload. Without it the form does the same.
const slider = document.getElementById('at');
const shown = document.getElementById('known-at');
const view = document.getElementById('shared-view');
const status = document.getElementById('known-status');

const anHour = 3_600_000;
const patienceMs = 120;
const timeZone = 'Europe/London';
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });

const momentOf = (hours) => {
  const at = new Date(Date.parse(slider.dataset.start) + hours * anHour);
  return `${weekday.format(at)} ${day.format(at)}, ${time.format(at)}`;
};

const label = (hours) => {
  shown.textContent = momentOf(hours);
  slider.setAttribute('aria-valuetext', shown.textContent);
};

const cells = () => [...view.querySelectorAll('tbody td')];

/** Puts the new table in the place of the old, marks what is different and counts it. */
const replace = (text) => {
  const before = cells().map((cell) => cell.textContent);
  view.innerHTML = text;
  const changed = cells().filter((cell, place) => cell.textContent !== before[place]);
  for (const cell of changed) cell.classList.add('changed');
  const count = changed.length === 1 ? '1 cell differs' : `${changed.length || 'no'} cells differ`;
  status.textContent = `${shown.textContent}: ${count} from what was shown before.`;
};

let request = new AbortController();
const fetchView = async (hours) => {
  request.abort();
  request = new AbortController();
  const { signal } = request;
  view.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(`/shared-view?at=${hours}`, { signal, credentials: 'omit' });
    if (!answer.ok) throw new Error('the hub did not answer');
    replace(await answer.text());
    history.replaceState(null, '', `/?at=${hours}`);
  } catch {
    // A newer choice has taken over.
    if (signal.aborted) return;
    status.textContent = 'The hub did not answer. What stands below is what was shown before.';
  }
  view.removeAttribute('aria-busy');
};

let waiting;
const choose = (hours) => {
  slider.value = hours;
  label(hours);
  clearTimeout(waiting);
  waiting = setTimeout(() => fetchView(hours), patienceMs);
};

slider.addEventListener('input', () => choose(slider.value));
slider.form.addEventListener('submit', (event) => {
  event.preventDefault();
  choose(slider.value);
});
slider.form.addEventListener('click', (event) => {
  const hours = event.target.closest('a[data-hours]')?.dataset.hours;
  if (hours === undefined) return;
  event.preventDefault();
  choose(hours);
});
document.getElementById('show').hidden = true;
