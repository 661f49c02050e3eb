"""A part of a page about another register than the WIR register: its own dates and filters in the same address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from wir.common.errors import UnknownPeiling
from wir.common.markup import text
from wir.database.database import Database
from wir.domain.address import at, read_params
from wir.domain.declaration import PLACES, Declaration
from wir.domain.registers import REGISTERS
from wir.domain.selection import DATES, Selection
from wir.tables.build import used_by
from wir.tables.model import Opening, Table
from wir.ui import address_bar, cache
from wir.ui.access import current_access
from wir.ui.links import Extra, Page, href, link
from wir.ui.view import View, html, notice, read_address


@dataclass(frozen=True)
class RegisterView(View):
    """What such a part works with: as a View, over the series of its register.

    Its links keep the page around it as it is; regio and concessiehouder are shared with it.
    """

    around: View | None = None

    @property
    def page_around(self) -> View:
        assert self.around is not None
        return self.around

    def used(self, number: str = "", selection: Selection | None = None) -> Selection:
        used = selection or self.selection
        return used_by(number, used) if number else used

    def here(self, selection: Selection | None = None, /, **extra: str) -> str:
        chosen = selection or self.selection
        return with_others(self.page_around, chosen).here(self._shared(chosen), **extra)

    def _shared(self, selection: Selection) -> Selection:
        """The selection of the page around it, with the places of this one."""
        shared = self.page_around.selection
        for name in PLACES:
            shared = shared.with_filter(name, selection.of(name))
        return shared

    def settings(self) -> Extra:
        own = f"{self.database.declared.name}."
        every = self.page_around.settings()
        return {name: value for name, value in every.items() if not name.startswith(own)}

    def cited(self, selection: Selection) -> tuple[Selection, tuple[Selection, ...]]:
        own, around = self.pinned(selection), self.page_around
        alone = (own.only(name for name in own.filters if name not in PLACES),)
        shared = self._shared(selection)
        if not around.database.catalogue.current:
            return shared, alone
        return shared.pinned(around.shown, around.compared, ()), alone

    def link_to(self, page: Page, selection: Selection | None = None, **extra: str) -> str:
        """A link to another page, which knows nothing of this register: with its selection of the WIR register."""
        return self.page_around.link_to(page, None, **extra)

    def opening(self, table: Table, opening: Opening) -> str:
        return self.here(table.opened(opening, self.database.catalogue))

    def change(self, changed: Callable[[Selection], Selection], /, **extra: str) -> None:
        around = self.page_around
        assert around.read is not None
        now = read_address(self.page, address_bar.latest(), around.read)
        there = replace(around, selection=now.selection, extra=now.extra, kept=now.kept, others=now.others)
        fresh = replace(self, around=there, selection=_selection(there, self.database)[0])
        address_bar.write(parse_qs(fresh.here(changed(fresh.selection), **extra).removeprefix("?")))


def with_others(view: View, selection: Selection) -> View:
    """A view with another selection of another register in its links."""
    prefix = f"{selection.declared.name}."
    rest = {name: values for name, values in view.others.items() if not name.startswith(prefix)}
    own = {name: tuple(values) for name, values in selection.to_params().items() if name.startswith(prefix)}
    return replace(view, others={**rest, **own})


def _selection(view: View, database: Database) -> tuple[Selection, tuple[str, ...]]:
    """What the address says of a register, and what it names that does not exist. Raises UnknownPeiling."""
    declared = database.declared
    said = {**view.others, **{name: view.selection.of(name) for name in PLACES if view.selection.of(name)}}
    own = {declared.parameter(name) for name in (*DATES, *declared.filters)}
    asked = {name: list(values) for name, values in said.items() if name in own}
    reading = read_params(asked, database.catalogue, database.lists, declared=declared)
    return reading.selection, reading.refused


def _database(declared: Declaration) -> Database:
    return cache.register(declared, current_access().role == "beheerder")


def register_view(view: View, declared: Declaration) -> tuple[RegisterView, tuple[str, ...]] | None:
    """The view of a part of a page, and what its address has wrong; None where nothing of the register is published.

    Raises UnknownPeiling.
    """
    database = _database(declared)
    if not database.catalogue.current:
        return None
    selection, refused = _selection(view, database)
    found = RegisterView(
        view.page, database, selection, view.extra, view.kept, view.wanted, view.read, view.others, around=view
    )
    return found, refused


def show_register(view: View, declared: Declaration, empty: str, show: Callable[[RegisterView], None]) -> None:
    """A part of a page about a register; `empty` is our HTML where nothing of it is published."""
    try:
        found = register_view(view, declared)
    except UnknownPeiling as error:
        html(notice(text(f"{declared.title}: {error}"), role="alert"))
        return
    if found is None:
        html(empty)
        return
    own, refused = found
    if refused:
        html(notice(text(f"Deze link noemt iets dat hier niet bestaat: {', '.join(refused)}.")))
    show(own)


def peiling_links(view: RegisterView, names: Mapping[str, str]) -> str:
    """The peilingen of the register as links, newest first, each by its key in the words given."""
    catalogue = view.database.catalogue
    links = [
        link(names[p.key], view.here(view.selection.over(at(catalogue, p))), _state(p == view.shown))
        for p in reversed(catalogue.current)
    ]
    return f'<p class="keuzes">{"".join(links)}</p>'


def _state(chosen: bool) -> str:
    return "keuze gekozen" if chosen else "keuze"


def register_link(view: RegisterView, page: Page, selection: Selection, **extra: str) -> str:
    """A link to another page that shows this register too, with its selection."""
    around = with_others(view.page_around, selection)
    return href(page, around.selection, {**around.others, **extra})


def shows_others(view: View) -> bool:
    """Whether anything of the other registers of a page is published."""
    return any(_database(REGISTERS[name]).catalogue.current for name in view.page.registers)


def pinning_others(view: View) -> View:
    """The view with the version of every peiling of other registers in its links too, so that they never move."""
    for name in view.page.registers:
        try:
            found = register_view(view, REGISTERS[name])
        except UnknownPeiling:
            continue
        if found:
            view = with_others(view, found[0].pinned())
    return view
