// Our own HTML in its place on the page. What a reader folded open or scrolled stays so when the figures in it change.
const SCROLLED = 'ul, .wir-scroll';

// By their words; those with the same words, such as Citeer, are told apart by their order.
function foldsOf(place) {
  const seen = {};
  return [...place.querySelectorAll('details')].map((fold) => {
    const words = uncounted(fold.firstElementChild.textContent);
    seen[words] = (seen[words] ?? 0) + 1;
    return [`${words} ${seen[words]}`, fold];
  });
}

const listsOf = (place) => [...place.querySelectorAll(SCROLLED)].map((list, n) => [uncounted(list.getAttribute('aria-label')) || n, list]);

function show({ data, parentElement: place }) {
  if (place.wirShown === data) return;
  // By the reader: what Python folds open or closed may change with the selection.
  const turned = new Map(foldsOf(place).filter(([, fold]) => fold.open !== fold.wirOpen).map(([name, fold]) => [name, fold.open]));
  const scrolled = new Map(listsOf(place).filter(([, list]) => list.wirScrolled).map(([name, list]) => [name, [list.scrollLeft, list.scrollTop]]));
  const focused = place.contains(document.activeElement);
  place.classList.add('wir');
  place.innerHTML = data;
  if (focused) arrived(); // the focus went with what was there
  place.wirShown = data;
  for (const [name, fold] of foldsOf(place)) {
    if ('breed' in fold.dataset) fold.open = window.innerWidth > 1100; // open where there is room for it
    fold.wirOpen = fold.open;
    fold.open = turned.get(name) ?? fold.open;
  }
  for (const [name, list] of scrolled.size ? listsOf(place) : []) list.scrollTo(...(scrolled.get(name) ?? [0, 0]));
}

// To ask each element how far it is scrolled would have the whole page laid out once more.
document.addEventListener('scroll', ({ target }) => { target.wirScrolled = true; }, true);
