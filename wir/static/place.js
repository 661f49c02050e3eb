// Where the reader was: a rerun that takes the focus away gives it back, another page begins at its heading, and Back returns to the
// place that was left. Stands before page.js in one script.
const FOCUSABLE = 'a[href], button, input, summary, select, textarea, [tabindex="0"]';
const HEADINGS = '[data-testid="stMain"] :is(h1, h2, h3)';
const FOLD = '[data-testid="stSidebarCollapseButton"] button';
const UNFOLD = '[data-testid="stExpandSidebarButton"]';
const places = new Map(); // by address: how far it was scrolled and what had the focus when it was left
let shown = location.href; // the address whose content is on screen, empty while another is on its way
let last = null; // what had the focus last, with all that tells it again after a rerun
let coming = null; // what the page begins with when it stands: its heading, or a place it was left at

const main = () => document.querySelector('[data-testid="stMain"]');

// Counts and marks change with the selection; what remains is the same control.
const plain = (words) => (words ?? '').replace(/[\d.,+%✓()▲▼]/g, ' ').replace(/\s+/g, ' ').trim();

function nameOf(element) {
  const around = [element.closest('[class*="st-key-"]')?.className.match(/st-key-[\w-]+/)?.[0], element.closest('tr')?.cells[0]?.textContent,
    element.closest('details')?.firstElementChild?.textContent, element.parentElement?.closest('[aria-label]')?.getAttribute('aria-label')];
  return [element.tagName, element.getAttribute('aria-label') ?? element.textContent, ...around].map(plain).join('|');
}

const named = (name) => [...document.querySelectorAll(FOCUSABLE)].filter((e) => e.getClientRects().length && nameOf(e) === name);

function noteFocus({ target: element }) {
  if (!element.matches?.(FOCUSABLE)) return;
  const name = nameOf(element);
  const before = [...document.querySelectorAll(HEADINGS)]
    .filter((h) => h.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1);
  last = { element, name, ordinal: named(name).indexOf(element), heading: before?.textContent };
}

function leave() {
  if (shown) places.set(shown, { top: main()?.scrollTop ?? 0, focus: last });
  shown = '';
}

function focusOn(element, options) {
  if (!element) return;
  if (!element.matches(FOCUSABLE)) element.tabIndex = -1;
  element.focus(options);
}

// The page stands. Whoever moved on by themselves meanwhile is left alone.
function rest() {
  const expected = coming;
  coming = null;
  shown = location.href;
  if (expected?.place) main()?.scrollTo(0, expected.place.top);
  const active = document.activeElement;
  if (active && active !== document.body && active !== expected?.from) return;
  const headings = [...document.querySelectorAll(HEADINGS)];
  if (expected?.heading) return focusOn(headings[0], { preventScroll: true });
  const wanted = expected?.place ? expected.place.focus : last;
  if (!wanted || (!expected?.place && wanted.element.isConnected)) return;
  const alike = named(wanted.name);
  const instead = document.querySelector('.gezegd') ?? headings.find((h) => h.textContent === wanted.heading) ?? headings[0];
  focusOn(alike[wanted.ordinal] ?? alike.at(-1) ?? instead, { preventScroll: Boolean(expected?.place) });
}

function whenItStands() {
  const app = document.querySelector('[data-testid="stApp"]');
  if (app?.getAttribute('data-test-script-state') !== 'notRunning') return;
  if (document.querySelector('[data-stale="true"]')) requestAnimationFrame(whenItStands);
  else rest();
}

function keepPlaces() {
  document.addEventListener('focusin', noteFocus);
  window.addEventListener('popstate', (event) => {
    if (!event.isTrusted) return; // ours, for a link that was followed
    leave();
    coming = { place: places.get(location.href), from: document.activeElement };
  });
  for (const kind of ['keydown', 'wheel', 'touchmove']) document.addEventListener(kind, () => { coming = null; }, { passive: true });
  document.addEventListener('click', ({ target, isTrusted }) => {
    if (!isTrusted) return; // page.js folds the sidebar when a link in it was followed
    const other = target.closest?.(FOLD) ? UNFOLD : target.closest?.(UNFOLD) ? FOLD : '';
    if (other) setTimeout(() => document.querySelector(other)?.focus(), 400); // when the sidebar has slid
  });
  new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(whenItStands)))
    .observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-test-script-state'] });
}
