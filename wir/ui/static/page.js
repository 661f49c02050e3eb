// What Streamlit leaves open: Dutch words of its own widgets, links that keep the session and Back, copying, the address bar.
const DUTCH = {
  'Select all': 'Alles kiezen', 'No results': 'Niets gevonden', 'No options to select': 'Niets te kiezen', 'No options to select.': 'Niets te kiezen',
  'Choose options': 'Alle', 'Choose an option': 'Kies', 'Clear all': 'Alles wissen', 'Clear value': 'Wissen', 'Deselect all': 'Niets kiezen',
  'open': 'openen', 'Open': 'Openen', 'Dismiss': 'Sluiten', 'Sidebar': 'Zijbalk', 'Selected values': 'Gekozen waarden', 'Main menu': 'Menu', 'Settings': 'Instellingen', 'Print': 'Afdrukken', 'Record screen': 'Scherm opnemen',
  'Record a screencast': 'Scherm opnemen', 'Rerun': 'Opnieuw laden', 'About': 'Over', 'Get help': 'Hulp', 'Report a bug': 'Fout melden',
  'Clear cache': 'Cache legen', 'Theme': 'Weergave', 'Light': 'Licht', 'Dark': 'Donker', 'System': 'Systeem',
  'Use system setting': 'Zoals het systeem', 'Wide mode': 'Breed', 'Appearance': 'Weergave', 'Close': 'Sluiten', 'Stop': 'Stoppen',
  'Running...': 'Bezig…', 'Connecting': 'Verbinden', 'Copy': 'Kopiëren', 'Copy to clipboard': 'Kopiëren', 'Fullscreen': 'Volledig scherm',
  'Close fullscreen': 'Volledig scherm sluiten', 'Collapse sidebar': 'Zijbalk inklappen', 'Expand sidebar': 'Zijbalk uitklappen',
  'Close sidebar': 'Zijbalk sluiten', 'Open sidebar': 'Zijbalk openen', 'Press Enter to apply': 'Druk op Enter', 'Upload': 'Kies bestand', 'Browse files': 'Kies bestand',
  'Drag and drop file here': 'Sleep het bestand hierheen', 'Download': 'Downloaden', 'Skip to main content': 'Naar de inhoud', 'Failed to generate file for download': 'Het bestand kon niet worden gemaakt; probeer het opnieuw.', 'Remove file': 'Bestand verwijderen', 'Show password': 'Tonen', 'Hide password': 'Verbergen', 'Choose date': 'Kies een datum', 'file upload': 'Bestand kiezen', 'yyyy': 'jjjj',
  'Page not found': 'Pagina niet gevonden', 'The page that you have requested does not seem to exist. Running the app\'s main page.': 'Deze pagina bestaat niet; u ziet de eerste pagina.', 'Connection error': 'Geen verbinding', 'Is Streamlit still running?': 'Draait het dashboard nog?',
};
const ROLES = { '[data-testid="stFileUploaderDropzone"]': 'group', '[data-testid="stSidebar"]': 'complementary', 'span[data-tag]': 'group', '[class*="veeg_brush"]': 'none' };
const SPOKEN = ['aria-label', 'title', 'placeholder'];

const dutch = (said) => DUTCH[said] ?? said
  .replace(/^This app has encountered an error\..*/s, 'Er ging iets mis bij het tonen van deze pagina. Het logboek van de server zegt wat.')
  .replace(/^1 option available\.?/, '1 keuze')
  .replace(/^(\d+) options? available\.?/, '$1 keuzes')
  .replace(/^Remove (?=.)/, 'Verwijder ')
  .replace(/^Help for (?=.)/, 'Uitleg bij ')
  .replace(/^You can only select up to (\d+) options?\..*/, 'Ten hoogste $1 tegelijk; haal er eerst een weg.')
  .replace(/^Press Enter to apply/, 'Druk op Enter')
  .replace(/^Fullscreen(?=:|$)/, 'Volledig scherm').replace(/^Show data(?=:|$)/, 'Toon gegevens')
  .replace(/^Download as (\w+)(?=:|$)/, 'Bewaar als $1').replace(/^Copy Vega-Lite spec(?=:|$)/, 'Kopieer de opdracht')
  .replace(/^(\d+) ?MB per file/, 'ten hoogste $1 MB')
  .replace(/^File must be (\S+) or smaller\.?/, 'Het bestand mag ten hoogste $1 zijn.')
  .replace(/^(\S+) files are not allowed\.?/, 'Een bestand van het soort $1 is geen register.');

// Our own texts are Dutch already (a project may be called "Print"); so does Streamlit's button to choose a file.
const OURS = '.wir, [data-testid="stMarkdownContainer"]:not([data-testid="stFileUploader"] *)';

// These have a name and no role to bear it. The frame of a sweep, which comes with its drawing or alone, has a role and no name; a
// drawing that gets another size gives it its role back.
function giveRoles(root) {
  for (const [found, role] of Object.entries(ROLES)) {
    for (const place of [root, ...root.querySelectorAll?.(found) ?? []]) {
      if (place.matches?.(found) && place.getAttribute('role') !== role) place.setAttribute('role', role);
    }
  }
}

function translate(root) {
  root.querySelector?.('.gezegd')?.scrollIntoView({ block: 'center' });
  giveRoles(root);
  if (root.parentElement?.closest('.wir, svg')) return; // our own, drawings too
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    const said = node.nodeType === Node.TEXT_NODE && node.nodeValue.trim();
    if (said && dutch(said) !== said && !node.parentElement?.closest(OURS)) node.nodeValue = dutch(said);
  }
  if (root.matches?.('[role="option"]') || root.querySelector?.('[role="option"]')) count();
  const elements = root.querySelectorAll ? [root, ...root.querySelectorAll('[aria-label],[title],[placeholder]')] : [];
  for (const element of elements) {
    for (const name of SPOKEN) {
      const said = element.getAttribute?.(name);
      if (said && dutch(said) !== said) element.setAttribute(name, dutch(said));
    }
  }
}

// How many projects are behind each choice of the list that is open, by field and name.
let counts = {};
function count() {
  const options = document.querySelectorAll('[role="option"]');
  if (!options.length) return;
  const field = document.querySelector('[role="combobox"][aria-expanded="true"]')?.getAttribute('aria-label');
  for (const option of options) option.dataset.aantal = counts[field]?.[option.textContent.trim()] ?? '';
}

async function copy(anchor) {
  const words = anchor.closest('.citeer')?.querySelector('.citaat')?.textContent ?? anchor.href;
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const area = Object.assign(document.createElement('textarea'), { value: words });
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  const before = anchor.textContent;
  anchor.textContent = 'Gekopieerd';
  say('Gekopieerd');
  setTimeout(() => { anchor.textContent = before; }, 2000);
}

// Read out what appears; a place that was there before is read out more surely than one that comes with its words.
function say(words) {
  const place = document.querySelector('#wir-gezegd')
    ?? document.body.appendChild(Object.assign(document.createElement('div'), { id: 'wir-gezegd', role: 'status', className: 'voorlezen' }));
  place.textContent = words;
  setTimeout(() => { place.textContent = ''; }, 5000);
}

// Streamlit reads the address and reruns on popstate: the same session, and one history entry per click.
const reread = () => window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));

const sorted = (query) => [...new URLSearchParams(query)].map(String).sort().join('&');

// What Streamlit takes for the address may say less than the address that a run completed. Before it means something else, by
// another peiling, it reads that of now. Where it knows of none, it looks by itself.
let known = '';
function settle() {
  if (known && known !== sorted(location.search)) reread();
}

// The page that stands is that of another address: a click came with an address that another click had replaced.
let healed = '', acted = 0, waiting = 0;
const PAUSE = 700; // somebody who is busy is not interrupted
function heal() {
  clearTimeout(waiting);
  const { read, page } = window.wir;
  const stands = sorted(location.search) === read && (page == null || location.pathname.endsWith('/' + page));
  if (read === undefined || stands || healed === location.href) return;
  const connected = document.querySelector('[data-test-connection-state="CONNECTED"]');
  if (!connected || Date.now() - acted < PAUSE) {
    waiting = setTimeout(heal, PAUSE);
    return;
  }
  healed = location.href;
  reread();
}

// A drawing that is wider than a phone scrolls by itself, by the keyboard too.
const drawings = document.getElementsByClassName('stVegaLiteChart');
function reachWide() {
  for (const drawing of drawings) {
    const box = drawing.closest('[class*="st-key-breed_"]:not([tabindex])');
    if (box) reach(box);
  }
}

function reach(box) {
  const name = [...document.querySelectorAll('.tekening-kop :is(h2, h3)')]
    .filter((heading) => heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1)?.textContent;
  Object.entries({ tabindex: '0', role: 'region', 'aria-label': name ?? 'Tekening' }).forEach(([key, value]) => box.setAttribute(key, value));
}

// On a phone the sidebar lies over the page.
function foldSidebar() {
  if (window.innerWidth < 768) document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

function follow(event) {
  const anchor = event.target.closest?.('a.wir-link');
  if (!anchor || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  if (anchor.classList.contains('kopieer')) { copy(anchor); return; }
  if (anchor.classList.contains('hierin')) {
    const place = document.querySelector(anchor.hash);
    place?.scrollIntoView();
    focusOn(place, { preventScroll: true });
    return;
  }
  if (anchor.classList.contains('bestand')) { window.wir.ask(anchor.hash.slice(1)); return; }
  const target = new URL(anchor.getAttribute('href'), location.href);
  // Drawn for the address at which the page last stood, where one click follows the other before the page does.
  const { stood } = window.wir;
  if (stood && stood !== location.search) target.search = carried(pairs(stood), pairs(target.search), pairs(location.search));
  // What takes the place of all that was read begins at its top.
  const otherPage = target.href === location.href || target.pathname !== location.pathname
    || ['project', 'pagina'].some((name) => target.searchParams.get(name) !== new URL(location.href).searchParams.get(name));
  if (anchor.closest('[data-testid="stSidebar"]')) foldSidebar();
  goTo(target);
  if (otherPage) expect({ heading: true });
  reread();
  if (otherPage) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}

// Streamlit comes back from signing in at its first page; whoever clicked Aanmelden goes on to the page they were on.
function remember(event) {
  if (!event.target.closest?.('[class*="st-key-aanmelden"] button')) return;
  sessionStorage.setItem('wirAanmelden', JSON.stringify({ address: location.href, at: Date.now() }));
}

function goBack() {
  const kept = JSON.parse(sessionStorage.getItem('wirAanmelden'));
  sessionStorage.removeItem('wirAanmelden');
  if (!kept || Date.now() - kept.at > 10 * 60 * 1000 || new URL(kept.address).origin !== location.origin) return false;
  if (!location.pathname.endsWith('/') || location.search) return false;
  replace({}, '', kept.address);
  reread();
  return true;
}

const pairs = (search) => new Set([...new URLSearchParams(search)].map(([name, value]) => new URLSearchParams([[name, value]]).toString()));
const without = (one, other) => [...one].filter((pair) => !other.has(pair));

// What leads from one address to another, done to a third.
function carried(base, wanted, now) {
  const pairs = [...without(now, new Set(without(base, wanted))), ...without(without(wanted, base), now)];
  return pairs.length ? '?' + pairs.join('&') : '';
}

const push = history.pushState.bind(history), replace = history.replaceState.bind(history);

// To another address by a link of ours.
function goTo(target) {
  if (target.href === location.href) return;
  leave();
  push({}, '', target);
}

function besidesSearch(search) {
  const params = new URLSearchParams(search);
  params.delete('zoek');
  return sorted(params);
}

// Moves of Streamlit's, after a widget. Whoever followed a link meanwhile keeps that: what the widget changed of the address that the
// server had is changed of the address of now. Another page comes from a link of ours: where it names one, that was left meanwhile.
let had = new Set();
function keepMoves() {
  const move = (step) => (state, title, address) => {
    const wanted = new URL(address ?? '', location.href);
    if (wanted.pathname !== location.pathname) return;
    const merged = carried(had, pairs(wanted.search), pairs(location.search));
    const search = sorted(merged) === sorted(wanted.search) ? wanted.search : merged; // in the order of the server
    had = pairs(wanted.search);
    if (sorted(search) === sorted(location.search)) return;
    leave();
    // While someone types in the search field each letter changes the address; together they are one step back.
    const typing = document.activeElement?.matches('[class*="st-key-zoek"] input') && new URLSearchParams(location.search).has('zoek');
    const oneStep = typing && besidesSearch(search) === besidesSearch(location.search);
    (oneStep ? replace : step)(state, title, location.pathname + search);
  };
  history.pushState = move(push);
  history.replaceState = move(replace);
}

// After a lost connection another process may answer. Its first run has to be one of the address: a click would be lost in it.
function rerunWhenBack() {
  let lost = false;
  new MutationObserver(([{ target }]) => {
    const connected = target.dataset.testConnectionState === 'CONNECTED';
    if (connected && lost) reread();
    lost = !connected;
  }).observe(document.querySelector('[data-testid="stApp"]'), { attributeFilter: ['data-test-connection-state'] });
}

// An open menu of a block closes when somebody goes on elsewhere, and by Escape, which gives back the focus.
function closeMenus(except) {
  document.querySelectorAll('.blokmenu[open]').forEach((menu) => { if (menu !== except) menu.open = false; });
}

function keepMenus() {
  document.addEventListener('click', ({ target }) => closeMenus(target.closest?.('.blokmenu')));
  document.addEventListener('keydown', ({ key, target }) => {
    if (key !== 'Escape') return;
    const menu = target.closest?.('.blokmenu');
    closeMenus();
    menu?.querySelector('summary').focus();
  });
}

function start() {
  document.documentElement.lang = 'nl';
  rerunWhenBack();
  keepPlaces();
  say('');
  keepMoves();
  keepMenus();
  document.addEventListener('click', follow, true);
  document.addEventListener('click', remember, true);
  for (const kind of ['pointerdown', 'keydown']) document.addEventListener(kind, () => { acted = Date.now(); }, true);
  translate(document.body);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'childList') change.addedNodes.forEach(translate);
      else if (change.attributeName === 'role') giveRoles(change.target);
      else translate(change.target);
    }
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: [...SPOKEN, 'role'] });
}

// For a year, in this browser only; an empty value is forgotten.
function keepCookie(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=${value ? 31536000 : 0}; SameSite=Lax`;
}

// On every rerun of a page; listeners are set once per tab.
function run({ data, setTriggerValue }) {
  const first = !window.wir.ask;
  window.wir.ask = (name) => setTriggerValue('bestand', name);
  if (first) {
    start();
    if (goBack()) return;
  }
  if (data?.regio) keepCookie('wir_mijn_regio', data.regio === 'geen' ? '' : data.regio);
  if (data?.gezien) keepCookie('wir_gezien', data.gezien);
  if (data?.gekozen) foldSidebar();
  counts = data?.aantallen ?? {};
  count();
  // A short link: the address that it stands for takes its place.
  if (data?.door) {
    replace({}, '', data.door);
    reread();
    return;
  }
  // A cold address gets its peildatum and comparison without a history entry, so that Back leaves the app.
  // Only where the run was about the address of now: who clicked again meanwhile is on the way to another.
  window.wir.read = sorted(data?.gelezen);
  had = pairs(data?.query || data?.gelezen);
  // Not at an address that names what does not exist: a link of ours does without that.
  window.wir.stood = data?.query ? window.wir.stood || undefined : '';
  window.wir.page = data?.pagina;
  if (sorted(location.search) === window.wir.read) healed = '';
  if (data?.query && location.search !== data.query && sorted(location.search) === window.wir.read) {
    replace(history.state, '', location.pathname + data.query);
  }
  // Both show the same, until there is a newer peiling: see settle.
  known = window.wir.read;
  if (sorted(data?.query) === sorted(location.search)) window.wir.read = sorted(location.search);
  if (shown) shown = location.href;
  arrived();
}

// Above what Streamlit puts in the head, whatever it adds later.
function dress(style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}

// The first part of every page brings this script and the style. What came before it waited for it.
export default function ({ data: style }) {
  if (window.wir?.run) return;
  dress(style);
  const early = window.wir?.early ?? [];
  window.wir = { show, run, goTo, settle };
  early.forEach((call) => call());
}
