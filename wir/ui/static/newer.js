// Asks now and then whether there is another peiling than the page was drawn from. It says so in a corner; the page waits.
const EVERY = 5000;
// The peildatum that the reader was on, as the newest, when a newer one came: a click on a filter does not go along.
let behind = '';

const peildatum = () => new URL(location.href).searchParams.get('peildatum');

function notice(place) {
  const box = Object.assign(document.createElement('div'), { className: 'nieuwer' });
  box.setAttribute('role', 'status'); // there before its words are, so that they are read aloud
  place.append(box);
  return box;
}

function say(box, newest, more) {
  const said = more ? 'Er is een nieuwe peiling beschikbaar.' : 'De peilingen zijn gewijzigd.';
  const words = Object.assign(document.createElement('span'), { textContent: said });
  if (newest) behind = peildatum();
  const update = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Bijwerken' });
  update.addEventListener('click', () => {
    document.querySelector('[data-testid="stMain"]')?.focus({ preventScroll: true });
    if (newest) {
      // Without a peildatum the page takes the newest.
      const target = new URL(location.href);
      ['peildatum', 'vergelijk'].forEach((name) => target.searchParams.delete(name));
      window.wir.goTo(target);
    }
    // As in page.js: Streamlit reruns the page at its present address, in the same session.
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  });
  box.replaceChildren(words, update);
}

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector('.nieuwer') ?? notice(parentElement);
  box.stop?.(); // of the run before
  box.replaceChildren();
  if (data.laatste || peildatum() !== behind) behind = '';
  else say(box, true, true);
  let known = data.versie;
  const stopped = new AbortController();
  const ask = async () => {
    if (document.hidden) return;
    try {
      // Beside the pages; a bare `streamlit run` answers with a page, and has nothing to tell.
      const headers = { 'X-Sessie': data.sessie };
      const answer = await fetch(new URL('versie', location.href), { cache: 'no-store', headers, signal: stopped.signal });
      if (answer.ok && !answer.headers.get('content-type')?.includes('json')) {
        box.stop();
        window.wir.settle();
        return;
      }
      // A process that does not know this session (any more) says nothing; then the page is about to run again.
      const now = (answer.ok && (await answer.json())[data.wie]) || known;
      if (now === known) return;
      known = now;
      if (now === data.versie) box.replaceChildren();
      else {
        say(box, data.laatste, parseInt(now, 10) > parseInt(data.versie, 10));
        window.wir.settle();
      }
    } catch {
      // No connection; Streamlit says so itself.
    }
  };
  const timer = setInterval(ask, EVERY);
  document.addEventListener('visibilitychange', ask, { signal: stopped.signal });
  box.stop = () => {
    clearInterval(timer);
    stopped.abort();
  };
  return box.stop;
}
