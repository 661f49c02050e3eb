"""What a page works with: its selection over the database."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from itertools import count

import streamlit as st

from wir.common.markup import text
from wir.common.unseen_characters import readable
from wir.database.database import Database
from wir.domain.address import Reading, within_limits
from wir.domain.peiling import Peiling
from wir.domain.selection import Lists, Selection
from wir.tables.build import OF_REGIONS, used_by
from wir.tables.model import Opening, Table
from wir.tables.project_rows import Project
from wir.tables.region_scores import Standing
from wir.ui import address_bar
from wir.ui import cache as shared
from wir.ui.address_bar import Params
from wir.ui.browser_script import calling
from wir.ui.links import KEPT, LONGEST_KEPT, MOST_KEPT, PROJECTEN, REGIOS, Extra, Page, href, query

FLEETING = ("pagina",)  # parameters that mean nothing for another selection
SHARED = ("kaart",)  # parameters of a page that mean the same on another


@dataclass(frozen=True)
class Asked:
    """What an address asks of a page: a selection, parameters of that page, a short list; and what it has wrong.

    `others` are the parameters of the other registers that the page shows.
    """

    selection: Selection
    extra: Mapping[str, str]
    kept: tuple[str, ...]
    refused: tuple[str, ...]
    others: Mapping[str, Sequence[str]]


def read_address(page: Page, params: Params, read: Callable[[Params], Reading]) -> Asked:
    """Read the address of a page; `read` gives the selection. Raises UnknownPeiling."""
    kept, too_many = _kept(params.get(KEPT, ()))
    known, too_much = within_limits({name: values for name, values in params.items() if name != KEPT})
    reading = read(known)
    extra = {name: known[name][-1] for name in page.extra if known.get(name)}
    others = {name: tuple(values) for name, values in known.items() if name.partition(".")[0] in page.registers}
    return Asked(reading.selection, extra, kept, (*too_much, *reading.refused, *too_many), others)


def _kept(numbers: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The short list of an address, and what is too much for it: every link on the page carries the list."""
    each = tuple(dict.fromkeys(numbers))
    kept = tuple(number for number in each if len(number) <= LONGEST_KEPT)[:MOST_KEPT]
    return kept, tuple(f"{KEPT} '{number[:LONGEST_KEPT]}'" for number in each if number not in kept)


@dataclass(frozen=True)
class View:
    """One page for one reader.

    `extra` holds the URL parameters that only some pages know, `kept` the project numbers of the short list, `wanted`
    the name of the file that the reader asked for in this run; `read` gives the selection of an address of this page;
    `others` are the parameters of the other registers that it shows.
    """

    page: Page
    database: Database
    selection: Selection
    extra: Mapping[str, str]
    kept: tuple[str, ...] = ()
    wanted: str = ""
    read: Callable[[Params], Reading] | None = None
    others: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def shown(self) -> Peiling:
        return self.database.shown(self.selection)

    @property
    def compared(self) -> Peiling | None:
        return self.database.compared(self.selection)

    @property
    def history(self) -> Sequence[Peiling]:
        """All peilingen whose figures a page can show."""
        return self.database.history(self.selection)

    @property
    def lists(self) -> Lists:
        """The vocabulary and regions of the peiling shown."""
        return self.database.lists(self.shown)

    @property
    def caption(self) -> str:
        return self.used().caption(self.lists)

    def used(self, number: str = "", selection: Selection | None = None) -> Selection:
        """The selection without the filters that do not count on this page or, where one is named, in a table."""
        used = (selection or self.selection).only(self.page.uses)
        return used_by(number, used) if number else used

    def table(self, number: str, selection: Selection | None = None) -> Table:
        return shared.table(self.database, selection or self.selection, number)

    def standings(self) -> tuple[Standing, ...]:
        return shared.region_standings(self.database, self.selection)

    def projects(self, selection: Selection | None = None) -> tuple[Project, ...]:
        return shared.projects(self.database, selection or self.selection)

    def pinned(self, selection: Selection | None = None) -> Selection:
        """The selection with the version of every peiling in it."""
        return (selection or self.selection).pinned(self.shown, self.compared, self.history)

    def here(self, selection: Selection | None = None, /, **extra: str) -> str:
        """A link to this page; an empty parameter is left out."""
        return query(self._in_time(selection or self.selection), self._own(extra))

    def link_to(self, page: Page, selection: Selection | None = None, **extra: str) -> str:
        """A link to a page, with those of our own parameters that it knows."""
        own = {n: v for n, v in self.extra.items() if n in page.extra and n in SHARED}
        if selection is None and page.path != self.page.path and self._looks_back:
            selection = self.selection.without_change()
        return href(page, self._in_time(selection or self.selection), {**own, **extra, **self._along})

    def keeping(self, numbers: Sequence[str]) -> str:
        """A link to this page as it is, with another short list."""
        return replace(self, kept=tuple(numbers)).here(self.selection, **self.extra)

    def change(self, changed: Callable[[Selection], Selection], /, **extra: str) -> None:
        """From a widget: change the selection as the act before this one left it, and parameters of this page."""

        assert self.read is not None
        now = read_address(self.page, address_bar.latest(), self.read)
        there = replace(self, extra=now.extra, kept=now.kept, others=now.others)
        address_bar.write({**changed(now.selection).to_params(), **there._own(extra)})

    def opening(self, table: Table, opening: Opening) -> str:
        """A link to the rows behind a count."""
        page = REGIOS if table.number in OF_REGIONS else PROJECTEN
        return self.link_to(page, table.opened(opening, self.database.catalogue))

    def settings(self) -> Extra:
        """What every link to this page has beside the selection."""
        return self._own({})

    def cited(self, selection: Selection) -> tuple[Selection, tuple[Selection, ...]]:
        """What a citation of this selection opens, with every version in it; of other registers nothing here."""
        return self.pinned(selection), ()

    @property
    def _looks_back(self) -> bool:
        """Whether this page shows what changed since as the earlier of two registers had it."""
        return self.selection.asks_for_change and self._looks_ahead(self.selection)

    def _looks_ahead(self, selection: Selection) -> bool:
        """Whether a selection shows the earlier of two peilingen and compares it with the later one."""
        shown, compared = self.database.shown(selection), self.database.compared(selection)
        return compared is not None and (shown.peildatum, shown.versie) < (compared.peildatum, compared.versie)

    def _in_time(self, selection: Selection) -> Selection:
        """Where one goes on without the change that was asked for, the two peilingen are in the order of time again."""
        on = self._looks_back and not selection.asks_for_change and self._looks_ahead(selection)
        return selection.turned() if on else selection

    def _own(self, changed: Mapping[str, str]) -> Extra:
        lasting = {name: value for name, value in self.extra.items() if name not in FLEETING}
        own = {name: value for name, value in {**lasting, **changed}.items() if value}
        return {**self.others, **own, **self._along}

    @property
    def _along(self) -> Mapping[str, Sequence[str]]:
        return {KEPT: self.kept} if self.kept else {}


# How many pieces of our own this run has put on the page: each needs a name that it keeps while its content changes.
_PIECES: ContextVar[Iterator[int] | None] = ContextVar("pieces", default=None)


def begin() -> Iterator[int]:
    """Before the first piece of a page."""
    _PIECES.set(pieces := count())
    return pieces


def html(markup: str) -> None:
    """Show our own markup; every text in it was escaped by the function that made it."""
    mount = st.components.v2.component("wir_html", js=calling("show"), isolate_styles=False)
    mount(data=markup, key=f"wir_html_{next(_PIECES.get() or begin())}")


# Streamlit makes a link of what looks like an address, escaped or not; a sign without width keeps it text.
LINKED, APART = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE), "\u2060"
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")


def label(words: str) -> str:
    """Text for the label of a widget, which Streamlit reads as Markdown: every sign in it stays a sign."""
    return MARKDOWN.sub(r"\\\1", LINKED.sub(APART, " ".join(readable(words).split())))


def notice(inner: str, role: str = "note") -> str:
    """Something to know before reading on, as HTML."""
    return f'<div class="wir-melding" role="{role}">{inner}</div>'


def folded(title: str, inner: str) -> str:
    """Ready-made HTML behind its title."""
    return f'<details class="vouw"><summary>{text(title)}</summary>{inner}</details>'


def listed(items: Sequence[str]) -> str:
    """A list of ready-made HTML."""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
