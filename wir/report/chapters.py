"""The chapters of the report: which tables, drawings and sentences each holds, in the order of the report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wir.charts import bars, grids
from wir.charts.drawing import Drawing, exported
from wir.common.errors import NoComparison
from wir.database.database import Database
from wir.domain.definitions import definitions
from wir.domain.selection import Selection
from wir.export.listing import of_table
from wir.export.picture import drawing_svg
from wir.export.programmes import inventory, mgz
from wir.export.programmes.claims import claims_of_report
from wir.export.project_columns import to_listing
from wir.insight.change_sentences import project_sentence, shift_sentence, step_sentence
from wir.insight.programme_sentences import NO_TRAJECTORIES, progress_told
from wir.insight.sentences import Sentence, remarkable
from wir.insight.table_sentences import RULES, heaviest, paragraphs, story
from wir.report.model import Chapter, ChapterKind, Figures, Paragraph, Part, Picture, Terms, Told
from wir.tables.build import build_table
from wir.tables.claims import REPORT_SELECTION, claims
from wir.tables.key_figures import PHASE_TABLES
from wir.tables.model import Table
from wir.tables.project_rows import projects

PICTURE_WIDTH = 720
Write = Callable[["Source"], Sequence[Part]]


@dataclass(frozen=True)
class Source:
    """What a chapter is written from: the selection, and the projects that the reader chose as examples."""

    database: Database
    selection: Selection
    kept: tuple[str, ...] = ()

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


def _drawn(drawing: Drawing, table: Table, title: str) -> list[Part]:
    """A drawing as a picture of its own; nothing where there is nothing to draw."""
    if not drawing.spec:
        return []
    svg = drawing_svg(exported(drawing, [table.caption], PICTURE_WIDTH))
    return [Picture(svg, title, f"{drawing.alt}; de aantallen staan in de tabel.")]


def _counts(*numbers_: str) -> Write:
    """A chapter of counting tables: each with what it says."""

    def write(source: Source) -> list[Part]:
        parts: list[Part] = []
        for number in numbers_:
            table = source.table(number)
            for sentences in paragraphs(table):
                parts += _told(sentences)
            parts.append(_figures(table))
            if number in ("8", "12"):
                parts += _drawn(grids.impact(table), table, "Impact: schaal en betekenis")
        return parts

    return write


def _summary(source: Source) -> list[Part]:
    return _told(remarkable({number: source.table(number) for number in ("1", "3", "5", "7", "10")}))


def _regions(source: Source) -> list[Part]:
    parts: list[Part] = []
    for dimension, number in PHASE_TABLES.items():
        table = source.table(number)
        parts += [*_told(story(table)), _figures(table)]
        parts += _drawn(bars.shares(table, dimension), table, table.title)
    return parts


def _themes(source: Source) -> list[Part]:
    by_holder, by_year = source.table("4"), source.table("7")
    return [*_told(heaviest(by_holder)), _figures(by_holder), _figures(by_year)]


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
    return [
        *map(Paragraph, (*progress_told(), NO_TRAJECTORIES)),
        Figures(mgz.progress()),
        Figures(mgz.meetings()),
        Figures(inventory.outcomes()),
        Figures(inventory.rounds()),
    ]


def _rules(_: Source) -> list[Part]:
    return [Paragraph(rule) for rule in RULES]


OUTLINES: Mapping[str, Outline] = {
    outline.key: outline
    for outline in (
        Outline("samenvatting", "Samenvatting", _summary, "regioscores of projecten"),
        Outline("regios", "Samenwerking in de regio’s", _regions, "regioscores"),
        Outline("themas", "Projecten per thema", _themes),
        Outline("betrokkenheid", "Betrokken zorgorganisaties", _counts("5")),
        Outline("status", "Status van de projecten", _counts("6")),
        Outline("impact", "Impact", _counts("8")),
        Outline("delen", "Delen van resultaten", _counts("10")),
        Outline("opschaalbaarheid", "Opschaalbaarheid", _counts("11")),
        Outline("thema", "Eén thema uitgelicht", _counts("12")),
        Outline("ontwikkeling", "Wat er veranderde", _development, "regioscores of projecten"),
        Outline("vervolg", "Vervolg: MGZ en inventarisatie", _programmes, ""),
        Outline("bijlage-regios", "Alle regio’s", _all_regions, "regioscores", "bijlage"),
        Outline("bijlage-projecten", "Voorbeelden van projecten", _examples, "projecten", "bijlage"),
        Outline("begrippen", "Begrippen", _meanings, "", "bijlage"),
        Outline("nagerekend", "Uitspraken van januari 2021 nagerekend", _recomputed, "", "bijlage"),
        Outline("zinnen", "Hoe de zinnen tot stand komen", _rules, "", "bijlage"),
    )
}
