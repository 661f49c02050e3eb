"""Rows for programs: a listing as CSV, JSON or Parquet with a type for each column."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from wir.export.csv_file import safe
from wir.export.listing import Cell, Header, Line, Listing, ValueKind
from wir.tables.model import FRAME, Table

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
TYPE_WORDS = {"int64": "geheel getal", "double": "getal", "date32[day]": "datum", "string": "tekst"}
EMPTY: Mapping[ValueKind, pa.DataType] = {"tekst": pa.string(), "datum": pa.date32()}
LONG_NAMES = {"blok": "Onderdeel", "soort": "Soort rij", "kolom": "Peildatum of kolom", "naam": "Kolomkop"}


@dataclass(frozen=True)
class Facts:
    """What goes along with rows: of which peiling they are. Rows that a report published are of none."""

    peildatum: date | None = None
    versie: int | None = None
    vergelijk_peildatum: date | None = None


def long_form(table: Table) -> Listing:
    """A line for each value, under headers that stay the same when a newer peildatum comes."""
    frame = table.frame.astype(object).where(table.frame.notna(), None)
    headers = tuple(
        Header(LONG_NAMES.get(name, name.capitalize()), "aandeel" if name == "waarde" else "tekst") for name in FRAME
    )
    lines = tuple(Line(tuple(values)) for values in frame.itertuples(index=False, name=None))
    return Listing(table.name, table.title, table.caption, headers, lines, table.footnotes, example=table.reconstructed)


def to_arrow(listing: Listing) -> pa.Table:
    """The rows with a type for each column; two columns never have one name."""
    flat = listing.flat
    names = unique([header.name for header in flat.headers])
    cells = [[line.cells[place] for line in flat.lines] for place in range(len(names))]
    columns = [_array(values, header.kind) for values, header in zip(cells, flat.headers, strict=True)]
    return pa.table(columns, names=names)


def unique(names: Sequence[str]) -> list[str]:
    """The names, with a number behind one that stood there before."""
    found: list[str] = []
    for name in names:
        times = sum(1 for other in found if other == name or other.startswith(f"{name} ("))
        found.append(f"{name} ({times + 1})" if name in found else name)
    return found


def _array(values: Sequence[Cell], kind: ValueKind) -> pa.Array:
    """Whole numbers, numbers, dates or text: what all of them are, or would be where nothing is registered."""
    kinds = {type(value) for value in values if value is not None}
    if not kinds <= {int, float}:
        return pa.array(values, pa.date32()) if kinds == {date} else _texts(values)
    if float in kinds or kind == "aandeel":
        return pa.array([None if value is None else float(str(value)) for value in values], pa.float64())
    return pa.array(values, EMPTY.get(kind, pa.int64()) if not kinds else pa.int64())


def _texts(values: Sequence[Cell]) -> pa.Array:
    return pa.array([None if value is None else str(value) for value in values], pa.string())


def to_csv(listing: Listing, _facts: Facts) -> bytes:
    """With commas, a decimal point and dates as 2020-11-01; what is not registered is empty."""
    rows, text = to_arrow(listing), io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(safe, rows.column_names))
    for row in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        writer.writerow([safe(value) if isinstance(value, str) else value for value in row])
    return text.getvalue().encode()


def to_json(listing: Listing, facts: Facts) -> bytes:
    """The rows as records, and what belongs to them."""
    rows = to_arrow(listing)
    said = {
        "naam": listing.name,
        "titel": listing.title,
        "onderschrift": listing.caption,
        "peildatum": facts.peildatum,
        "versie": facts.versie,
        "vergelijk_peildatum": facts.vergelijk_peildatum,
        "voorbeeldregister": listing.example,
        "aantal_rijen": rows.num_rows,
        "kolommen": [{"naam": f.name, "type": TYPE_WORDS[str(f.type)]} for f in rows.schema],
        "rijen": rows.to_pylist(),
        "voetnoten": list(listing.notes),
        "bron": listing.source,
    }
    return json.dumps(said, ensure_ascii=False, default=date.isoformat).encode()


def to_parquet(listing: Listing, facts: Facts) -> bytes:
    """The same, with what belongs to the rows in the metadata of the file."""
    said = {"titel": listing.title, "onderschrift": listing.caption, "bron": listing.source}
    said |= {"peildatum": str(facts.peildatum or ""), "versie": str(facts.versie or "")}
    said |= {"voorbeeldregister": "ja" if listing.example else "nee"}
    sink = io.BytesIO()
    pq.write_table(to_arrow(listing).replace_schema_metadata(said), sink)
    return sink.getvalue()


WRITERS: Mapping[str, Callable[[Listing, Facts], bytes]] = {"csv": to_csv, "json": to_json, "parquet": to_parquet}
