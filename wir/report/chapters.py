"""The chapters of the report: which tables, drawings and sentences each holds, in the order of the report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from wir.charts import bars
from wir.charts.bars import Subject
from wir.charts.crosses import Crossed, cross
from wir.charts.drawing import Drawing
from wir.charts.impact import impact
from wir.charts.outcomes import outcomes_of
from wir.charts.progress import all_meetings, progress_of
from wir.charts.then_and_now import USED, shares, then_and_now
from wir.common.errors import NoComparison
from wir.database.database import Database
from wir.domain.address import default
from wir.domain.declaration import PLACES, Declaration
from wir.domain.definitions import definitions
from wir.domain.inventarisatie import INVENTARISATIE, SCALES
from wir.domain.mgz import PEILDATA
from wir.domain.remarks import about_region, told
from wir.domain.selection import Selection
from wir.domain.trajecten import TRAJECTEN
from wir.export.listing import Header, Line, Listing, of_table, source_of
from wir.export.programmes import inventory, mgz
from wir.export.programmes.claims import claims_of_report
from wir.export.project_columns import to_listing
from wir.insight.change_sentences import project_sentence, shift_sentence, step_sentence
from wir.insight.programme_sentences import progress_told
from wir.insight.register_sentences import (
    EMPTY_INVENTORY,
    EMPTY_TRAJECTORIES,
    scale_told,
    trajectories_told,
    uncapitalised,
)
from wir.insight.sentences import Sentence, remarkable
from wir.insight.table_sentences import RULES, heaviest, paragraphs
from wir.report.model import Chapter, ChapterKind, Figures, Paragraph, Part, Picture, Terms, Told
from wir.tables.build import CROSSES, build_table
from wir.tables.claims import REPORT_SELECTION, claims
from wir.tables.cross import number_of
from wir.tables.inventarisatie import number_of as number_of_scale
from wir.tables.key_figures import PHASE_TABLES
from wir.tables.model import Table
from wir.tables.project_rows import projects

Write = Callable[["Source"], Sequence[Part]]
Draw = Callable[[Table], Drawing]
ACROSS = number_of("thema", "concessiehouder")
SHORT = "In het kort"


@dataclass(frozen=True)
class Source:
    """What a chapter is written from: the selection, and the projects that the reader chose as examples.

    `others` are the databases of the other registers, where a chapter is about one.
    """

    database: Database
    selection: Selection
    kept: tuple[str, ...] = ()
    others: tuple[Database, ...] = ()

    def other(self, declared: Declaration) -> tuple[Database, Selection] | None:
        """The latest date of another register, for the same regions; None where nothing of it is published."""
        database = next((d for d in self.others if d.declared is declared and d.catalogue.current), None)
        if database is None:
            return None
        chosen = default(database.catalogue)
        for name in PLACES:
            chosen = chosen.with_filter(name, self.selection.of(name))
        return database, chosen

    def table(self, number: str) -> Table:
        return build_table(number, self.database, self.selection)


@dataclass(frozen=True)
class Outline:
    """A chapter before it is written. `of` is the sheet of the register without which it has nothing to say."""

    key: str
    title: str
    write: Write
    of: str = "projecten"
    kind: ChapterKind = "hoofdstuk"

    def chapter(self, source: Source) -> Chapter:
        return Chapter(self.key, self.title, tuple(self.write(source)), self.kind)


def _figures(table: Table) -> Figures:
    number = table.number if table.number[0].isdigit() else ""
    return Figures(of_table(table), number, table)


def _told(sentences: Sequence[Sentence | None]) -> list[Part]:
    found = tuple(sentence for sentence in sentences if sentence)
    return [Told(found)] if found else []


def _drawn(drawing: Drawing, title: str, rows: Listing, published: bool = False) -> list[Part]:
    """A drawing with the selection and source of its rows; nothing where there is nothing to draw."""
    below = tuple(filter(None, (rows.caption, rows.closing)))
    return [Picture(drawing, title, below, published)] if drawing.spec else []


def _counts(number: str, draw: Draw) -> Write:
    """A chapter of one counting table: what is to be seen, what it says, and the table."""

    def write(source: Source) -> list[Part]:
        table = source.table(number)
        told = [part for sentences in paragraphs(table) for part in _told(sentences)]
        return [*_drawn(draw(table), table.title, of_table(table)), *told, _figures(table)]

    return write


def _shares(table: Table) -> Drawing:
    return bars.shares(table, table.counted[0].lijst)


def _one_theme(table: Table) -> Drawing:
    """The impact of table 12, which is of one theme also where none was chosen."""
    drawing = impact(table)
    return replace(drawing, name="impact-thema", subtitle=f"{drawing.subtitle}; {table.title}")


def _summary(source: Source) -> list[Part]:
    drawn = {number: source.table(number) for number in USED}
    told = _told(remarkable({number: source.table(number) for number in ("1", "3", "5", "7", "10")}))
    listing = _in_short(drawn)
    figures = [Figures(listing)] if listing.lines else []
    return [*_of_regions(source), *_drawn(then_and_now(drawn), SHORT, listing), *told, *figures]


def _of_regions(source: Source) -> list[Part]:
    """What WIR remarked on the regions that the report is about."""
    shown, compared = source.database.shown(source.selection), source.database.compared(source.selection)
    known = source.database.regions(shown).by_code
    return [
        Paragraph(words)
        for code in source.selection.of("regio")
        for peiling in filter(None, (shown, compared))
        for words in told(peiling, about_region(code), known[code].naam)
    ]


def _in_short(tables: Mapping[str, Table]) -> Listing:
    """The numbers that the drawing of the summary shows."""
    table, found = tables["6"], shares(tables)
    lines = tuple(Line((s.name, s.column.name, s.count, s.whole, s.part)) for s in found)
    headers = (
        Header("Wat"),
        Header("Peildatum"),
        Header("Aantal", "aantal"),
        Header("Van", "aantal"),
        Header("Aandeel", "aandeel"),
    )
    source = source_of(tables["1"].peilingen)
    return Listing("samenvatting", SHORT, table.caption, headers, lines, (), source, example=table.reconstructed)


def _regions(source: Source) -> list[Part]:
    parts: list[Part] = []
    for number in PHASE_TABLES.values():
        parts += _counts(number, _shares)(source)
    return parts


def _themes(source: Source) -> list[Part]:
    by_holder, by_year = source.table("4"), source.table("7")
    across = source.table(ACROSS)
    drawing = replace(cross(Crossed(CROSSES[ACROSS], across, across), "vakken", {}), remarks=by_holder.remarks)
    return [
        *_drawn(drawing, by_holder.title, of_table(by_holder)),
        *_told(heaviest(by_holder)),
        _figures(by_holder),
        *_drawn(bars.themes(by_year), by_year.title, of_table(by_year)),
        _figures(by_year),
    ]


def _development(source: Source) -> list[Part]:
    """What changed since the comparison; where nothing can be compared, why."""
    parts: list[Part] = []
    for number, tell in (
        ("verandering", project_sentence),
        ("overgang-status", shift_sentence),
        ("stappen", step_sentence),
    ):
        try:
            table = source.table(number)
        except NoComparison as error:
            if Paragraph(str(error)) not in parts:
                parts.append(Paragraph(str(error)))
            continue
        parts += [*_told([tell(table)]), _figures(table)]
    return parts


def _all_regions(source: Source) -> list[Part]:
    return [_figures(source.table("bijlage-1"))]


def _examples(source: Source) -> list[Part]:
    """The projects that the reader chose, in the order of choosing, whatever the filters."""
    everything = {p.projectnummer: p for p in projects(source.database, source.selection.without_filters())}
    chosen = [everything[number] for number in source.kept if number in everything]
    if not chosen:
        return [Paragraph("Er zijn geen projecten gekozen. Kies er met ‘Bewaren’ op Projecten of Leren van elkaar.")]
    shown = source.database.shown(source.selection)
    lists = source.database.lists(shown)
    caption = source.selection.without_filters().caption(lists)
    return [Figures(to_listing(chosen, "Voorbeelden van projecten", caption, shown, lists, ""))]


def _meanings(_: Source) -> list[Part]:
    by_list: dict[str, list[tuple[str, str]]] = {}
    for definition in definitions():
        by_list.setdefault(definition.lijst, []).append((definition.name, definition.meaning))
    return [Terms(heading.capitalize(), tuple(items)) for heading, items in by_list.items()]


def _recomputed(source: Source) -> list[Part]:
    """What the report of January 2021 says in words, beside what its tables give; only in a report of that view."""
    if source.selection.unpinned() != REPORT_SELECTION:
        return [Paragraph("De uitspraken van het rapport van januari 2021 gaan over een andere selectie dan deze.")]
    lists = source.database.lists(source.database.shown(source.selection))
    return [Figures(claims_of_report(claims(source.database), source.selection.caption(lists)))]


def _programmes(_: Source) -> list[Part]:
    """What other reports published since: support and progress, and the inventarisatie of 2023."""
    progress, meetings, found = mgz.progress(), mgz.meetings(), inventory.outcomes()
    return [
        *map(Paragraph, progress_told()),
        *_published(progress, progress_of),
        *_drawn(all_meetings(), meetings.title, meetings, published=True),
        Figures(meetings),
        *_published(found, lambda name: outcomes_of(name.casefold())),
        Figures(inventory.rounds()),
    ]


def _published(listing: Listing, draw: Callable[[str], Drawing]) -> list[Part]:
    """A drawing for each heading of what another report published, and all of it as one table."""
    names = dict.fromkeys(line.heading for line in listing.lines)
    pictures = [part for name in names for part in _drawn(draw(name), name, listing, published=True)]
    return [*pictures, Figures(listing)]


def _inventory(source: Source) -> list[Part]:
    """The register of the inventarisatie: every scale as a sentence, a drawing and a table, and each regio."""
    found = source.other(INVENTARISATIE)
    if found is None:
        return [Paragraph(EMPTY_INVENTORY)]
    database, selection = found
    parts: list[Part] = [Paragraph(f"{selection.caption(database.lists(database.shown(selection)))}.")]
    for scale, title in SCALES.items():
        table = build_table(number_of_scale(scale), database, selection)
        drawing = bars.shares(table, scale, of=Subject("regio’s", uncapitalised(title), filled=True))
        parts += _drawn(drawing, title, of_table(table), published=True)
        parts += [*map(Paragraph, scale_told(table)), Figures(of_table(table))]
    numbers = ("knelpunten", "regios", *(["stappen"] if database.compared(selection) else []))
    return [*parts, *(Figures(of_table(build_table(f"inventarisatie-{n}", database, selection))) for n in numbers)]


def _trajectories(source: Source) -> list[Part]:
    """The register of trajectories: what was asked and runs, beside what was published where dates agree."""
    found = source.other(TRAJECTEN)
    if found is None:
        return [Paragraph(EMPTY_TRAJECTORIES)]
    database, selection = found
    tables = {n: build_table(f"trajecten-{n}", database, selection) for n in TRAJECTORY_TABLES}
    parts: list[Part] = [*map(Paragraph, trajectories_told(tables["stand"])), Figures(of_table(tables["stand"]))]
    if selection.peildatum in PEILDATA:
        parts.append(Figures(of_table(build_table("trajecten-gepubliceerd", database, selection))))
    phases = bars.shares(tables["fase"], "fase", of=Subject("trajecten en vragen", "fase"))
    parts += _drawn(phases, tables["fase"].title, of_table(tables["fase"]), published=True)
    return [*parts, *(Figures(of_table(table)) for name, table in tables.items() if name != "stand")]


TRAJECTORY_TABLES = ("stand", "fase", "rol-fase", "sectoren-samen", "tevredenheid", "voortgang", "regios")


def _rules(_: Source) -> list[Part]:
    return [Paragraph(rule) for rule in RULES]


OUTLINES: Mapping[str, Outline] = {
    outline.key: outline
    for outline in (
        Outline("samenvatting", "Samenvatting", _summary, "regioscores of projecten"),
        Outline("regios", "Samenwerking in de regio’s", _regions, "regioscores"),
        Outline("themas", "Projecten per thema", _themes),
        Outline("betrokkenheid", "Betrokken zorgorganisaties", _counts("5", _shares)),
        Outline("status", "Status van de projecten", _counts("6", _shares)),
        Outline("impact", "Impact", _counts("8", impact)),
        Outline("delen", "Delen van resultaten", _counts("10", _shares)),
        Outline("opschaalbaarheid", "Opschaalbaarheid", _counts("11", _shares)),
        Outline("thema", "Eén thema uitgelicht", _counts("12", _one_theme)),
        Outline("ontwikkeling", "Wat er veranderde", _development, "regioscores of projecten"),
        Outline("vervolg", "Vervolg: MGZ en inventarisatie", _programmes, ""),
        Outline("inventarisatie", "Inventarisatie per regio", _inventory, ""),
        Outline("trajecten", "Ondersteuningstrajecten", _trajectories, ""),
        Outline("bijlage-regios", "Alle regio’s", _all_regions, "regioscores", "bijlage"),
        Outline("bijlage-projecten", "Voorbeelden van projecten", _examples, "projecten", "bijlage"),
        Outline("begrippen", "Begrippen", _meanings, "", "bijlage"),
        Outline("nagerekend", "Uitspraken van januari 2021 nagerekend", _recomputed, "", "bijlage"),
        Outline("zinnen", "Hoe de zinnen tot stand komen", _rules, "", "bijlage"),
    )
}
