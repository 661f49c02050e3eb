// Our own HTML in its place on the page. What a reader folded open or scrolled stays so when the figures in it change.
const SCROLLED = 'ul, .wir-scroll';

// By their words; those with the same words, such as Citeer, are told apart by their order.
function foldsOf(place) {
  const seen = {};
  return [...place.querySelectorAll('details')].map((fold) => {
    const words = fold.firstElementChild.dataset.naam ?? uncounted(fold.firstElementChild.textContent);
    seen[words] = (seen[words] ?? 0) + 1;
    return [`${words} ${seen[words]}`, fold];
  });
}

function show({ data, parentElement: place }) {
  if (place.wirShown === data) return;
  const open = new Map(foldsOf(place).map(([name, fold]) => [name, fold.open]));
  const scrolled = [...place.querySelectorAll(SCROLLED)].map((e) => e.wirScrolled && [e.scrollLeft, e.scrollTop]);
  place.classList.add('wir');
  place.innerHTML = data;
  place.wirShown = data;
  for (const [name, fold] of foldsOf(place)) fold.open = open.get(name) ?? fold.open;
  if (!scrolled.some(Boolean)) return;
  place.querySelectorAll(SCROLLED).forEach((e, number) => scrolled[number] && e.scrollTo(...scrolled[number]));
}

// To ask each element how far it is scrolled would have the whole page laid out once more.
document.addEventListener('scroll', ({ target }) => { target.wirScrolled = true; }, true);
