"""What formulas came to: openpyxl writes a formula without it, so that a file that nobody opened since says nothing."""

import html
import io
import re
from collections.abc import Iterator, Mapping
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse

from wir.register.read.sheet_xml import sheet_parts

FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)<v ?(?:/>|></v>)')
Outcome = tuple[str, str]  # the kind that a cell says, and its text


def keep_outcomes(source: bytes, written: bytes) -> bytes:
    """The workbook that openpyxl wrote, with what its formulas came to in the one that it was made of."""
    result = io.BytesIO()
    with ZipFile(io.BytesIO(source)) as before, ZipFile(io.BytesIO(written)) as after:
        known = {title: dict(_outcomes(before, part)) for title, part in sheet_parts(before).items()}
        put = {part: known[title] for title, part in sheet_parts(after).items() if known.get(title)}
        if not put:
            return written
        with ZipFile(result, "w") as target:
            for entry in after.infolist():
                content = after.read(entry)
                if entry.filename in put:
                    content = _put_in(content.decode("utf-8"), put[entry.filename]).encode("utf-8")
                target.writestr(entry, content)
    return result.getvalue()


def _outcomes(archive: ZipFile, part: str) -> Iterator[tuple[str, Outcome]]:
    """By address; what a formula has no outcome for is left out, and a text that the file keeps elsewhere too."""
    with archive.open(part) as content:
        for _, cell in iterparse(content):
            if cell.tag.rpartition("}")[2] == "c":
                found = cell.find("{*}v")
                kind, text = cell.get("t", "n"), (found.text or "") if found is not None else ""
                if cell.find("{*}f") is not None and kind != "s" and (text or kind == "str"):
                    yield cell.get("r", ""), (kind, text)
                cell.clear()


def _put_in(xml: str, outcomes: Mapping[str, Outcome]) -> str:
    def with_outcome(cell: re.Match[str]) -> str:
        address, attributes, formula = cell.groups()
        if address not in outcomes:
            return cell[0]
        kind, text = outcomes[address]
        return f'<c r="{address}"{attributes} t="{kind}">{formula}<v>{html.escape(text, quote=False)}</v>'

    return FORMULA.sub(with_outcome, xml)
