"""The report as a file: Word, PDF or workbook, from the same value."""

from collections.abc import Callable, Mapping

from wir.database.database import Database
from wir.domain.declaration import PROJECTS
from wir.domain.selection import Selection
from wir.export.excel import to_workbook
from wir.export.listing import Listing
from wir.export.project_columns import to_listing
from wir.report.model import Report
from wir.report.pdf import to_pdf
from wir.report.word import to_docx
from wir.tables.project_rows import projects

Maker = Callable[[Report, Database, Selection, bytes | None], bytes]

MAKERS: Mapping[str, Maker] = {
    "docx": lambda report, database, selection, template: to_docx(report, template),
    "pdf": lambda report, database, selection, template: to_pdf(report),
    "xlsx": lambda report, database, selection, template: to_workbook(
        [*report.listings, *selected_projects(database, selection)]
    ),
}


def selected_projects(database: Database, selection: Selection) -> list[Listing]:
    """The projects behind the figures, every column; nothing where the peiling has no projects."""
    shown = database.shown(selection)
    if shown.rows(PROJECTS) is None:
        return []
    lists = database.lists(shown)
    found = projects(database, selection)
    return [to_listing(found, "Projecten in deze selectie", selection.caption(lists), shown, lists, "")]
