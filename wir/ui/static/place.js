// Where the reader was: a rerun that takes the focus away gives it back, another page begins at its heading, and Back returns to the
// place that was left.
const FOCUSABLE = 'a[href], button, input, summary, select, textarea, [tabindex="0"]';
const HEADINGS = '[data-testid="stMain"] :is(h1, h2, h3)';
// What is of the run before, and a piece of our own HTML that is not drawn yet.
const PENDING = '[data-stale="true"], [class*="st-key-wir_html"]:not(:has(.wir))';
const FOLD = '[data-testid="stSidebarCollapseButton"] button';
const UNFOLD = '[data-testid="stExpandSidebarButton"]';
const places = new Map(); // by address: how far it was scrolled, what had the focus and what was folded open when it was left
let shown = location.href; // the address whose content is on screen, empty while another is on its way
let last = null; // what had the focus last, with all that tells it again after a rerun
let coming = null; // what the page begins with when it stands: its heading, or a place it was left at
let runs = 0; // how often the script began, as far as could be seen
let scrolled = false; // whether the reader scrolled on since they last went somewhere

const isRunning = () => document.querySelector('[data-testid="stApp"]')?.getAttribute('data-test-script-state') !== 'notRunning';
const expect = (what) => { scrolled = false; coming = { ...what, from: document.activeElement, since: isRunning() ? runs - 1 : runs }; };
const main = () => document.querySelector('[data-testid="stMain"]');

// The marks of a choice or an order come and go, and counts in a heading change; what remains is the same control.
const plain = (words) => (words ?? '').replace(/[✓▲▼]/g, ' ').replace(/\s+/g, ' ').trim();
const uncounted = (words) => plain(words?.replace(/[\d.,+%]/g, ' '));

// The row, the fold and the list or table around a control: they stay when its own words change.
function around(element) {
  const fold = element.closest('details')?.firstElementChild, list = element.parentElement?.closest('[aria-label]');
  const key = element.closest('[class*="st-key-"]:not([class*="st-key-wir_html"])')?.className.match(/st-key-[\w-]+/)?.[0];
  return [element.tagName, key, plain(element.closest('tr')?.cells[0]?.textContent), uncounted(fold?.textContent),
    uncounted(list?.getAttribute('aria-label'))].join('|');
}

const nameOf = (element) => plain(element.getAttribute('aria-label') ?? (element.querySelector('span') ?? element).textContent);
const isShown = (element) => element.checkVisibility(); // not within a fold that is closed

function noteFocus({ target: element }) {
  if (!element.matches?.(FOCUSABLE)) return;
  const known = { name: nameOf(element), where: around(element), kind: element.className };
  const before = [...document.querySelectorAll(HEADINGS)]
    .filter((h) => h.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1);
  last = { element, ...known, heading: before?.textContent };
  last.ordinal = alike(last).indexOf(element);
}

// The controls in the same place: with the same name where there are, else of the same kind.
function alike({ name, where, kind }) {
  const there = [...document.querySelectorAll(FOCUSABLE)].filter((e) => around(e) === where);
  const same = there.filter((e) => nameOf(e) === name && isShown(e));
  return same.length ? same : where === 'A||||' ? [] : there.filter((e) => e.className === kind && isShown(e));
}

const folds = () => [...document.querySelectorAll('details.vouw')];
const titleOf = (fold) => plain(fold.firstElementChild.textContent);

function leave() {
  if (shown) places.set(shown, { top: main()?.scrollTop ?? 0, focus: last, open: folds().filter((fold) => fold.open).map(titleOf) });
  shown = '';
}

function focusOn(element, options) {
  if (!element) return;
  if (!element.matches(FOCUSABLE)) element.tabIndex = -1;
  element.focus(options);
}

// The page stands. Whoever moved on by themselves meanwhile is left alone.
function rest() {
  if (coming && runs === coming.since) return; // of the run before
  const expected = coming;
  coming = null;
  shown = location.href;
  if (expected?.place) {
    folds().filter((fold) => expected.place.open.includes(titleOf(fold))).forEach((fold) => { fold.open = true; });
    main()?.scrollTo(0, expected.place.top);
  }
  const active = document.activeElement;
  if (active && active !== document.body && active !== expected?.from) return;
  const headings = [...document.querySelectorAll(HEADINGS)];
  if (expected?.heading) return focusOn(headings[0], { preventScroll: true });
  const wanted = expected?.place ? expected.place.focus : last;
  if (!wanted || (!expected?.place && wanted.element.isConnected)) return;
  const found = alike(wanted);
  const instead = document.querySelector('.gezegd') ?? headings.find((h) => h.textContent === wanted.heading) ?? headings[0];
  focusOn(found[wanted.ordinal] ?? found.at(-1) ?? instead, { preventScroll: scrolled || Boolean(expected?.place) });
}

function whenItStands() {
  if (isRunning()) return;
  if (document.querySelector(PENDING)) requestAnimationFrame(whenItStands);
  else {
    heal();
    reachWide();
    if (window.wir.stood !== '' && sorted(location.search) === window.wir.read) window.wir.stood = location.search;
    rest();
  }
}

// A run has reached the browser. A short one begins and ends between two pictures: then nobody saw it run.
function arrived() {
  if (coming) coming.since = runs - 1;
  requestAnimationFrame(() => requestAnimationFrame(whenItStands));
}

// The button that folds the sidebar gives way to the one that unfolds it. Who went on to a field meanwhile stays there.
function keepFocusBeside(clicked) {
  if (![document.body, clicked].includes(document.activeElement)) return;
  document.querySelector(clicked.matches(FOLD) ? UNFOLD : FOLD)?.focus();
}

function keepPlaces() {
  document.addEventListener('focusin', noteFocus);
  window.addEventListener('popstate', (event) => {
    if (!event.isTrusted) return; // ours, for a link that was followed
    leave();
    expect({ place: places.get(location.href) });
  });
  document.addEventListener('keydown', () => { coming = null; });
  for (const kind of ['wheel', 'touchmove']) document.addEventListener(kind, () => { coming = null; scrolled = true; }, { passive: true });
  document.addEventListener('click', ({ target, isTrusted }) => {
    if (!isTrusted) return; // page.js folds the sidebar when a link in it was followed
    const clicked = target.closest?.(`${FOLD}, ${UNFOLD}`);
    if (clicked) setTimeout(() => keepFocusBeside(clicked), 400); // when the sidebar has slid
  });
  new MutationObserver((changes) => {
    runs += changes.filter(({ oldValue }) => oldValue === 'notRunning').length;
    requestAnimationFrame(() => requestAnimationFrame(whenItStands));
  }).observe(document.body, { subtree: true, attributeFilter: ['data-test-script-state'], attributeOldValue: true });
}
