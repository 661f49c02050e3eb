"""What can be fetched by address, told to a person as a page in Dutch, and to a program as JSON and as OpenAPI."""

from collections.abc import Mapping
from html import escape
from typing import Any

from wir import __version__
from wir.common.errors import NoComparison, UnknownPeiling
from wir.database.database import Database
from wir.domain.address import default
from wir.export.data import KINDS, TYPE_WORDS, to_arrow
from wir.export.offered import FORM, WIDE, Offered, described, offered

Told = list[dict[str, Any]]


def days(database: Database) -> Told:
    """The peildata that there are, oldest first."""
    current = database.catalogue.current
    return [{"peildatum": p.peildatum.isoformat(), "label": p.label, "versie": p.versie} for p in current]


def told(database: Database) -> Told:
    """Everything that is offered of one register, with its columns as they are for the latest peildatum."""
    return [_one(each, database) for each in offered().values() if each.declared is database.declared]


def _one(each: Offered, database: Database) -> dict[str, Any]:
    said = {
        "naam": each.path,
        "titel": each.title,
        "adressen": [f"{each.path}.{kind}" for kind in KINDS],
        "register": each.declared.title,
        "peildata": list(each.dates),
        "filters": list(each.chosen_by),
        "vormen": list(each.forms),
    }
    try:
        listing = each.listing(database, default(database.catalogue), WIDE)
    except (UnknownPeiling, NoComparison) as error:
        return {**said, "kolommen": [], "nu_niet": str(error)}
    schema = to_arrow(listing).schema
    columns = described(each, listing, schema.names)
    return {
        **said,
        "kolommen": [{**c, "type": TYPE_WORDS[str(f.type)]} for c, f in zip(columns, schema, strict=True)],
    }


def description() -> Mapping[str, Any]:
    """The addresses as OpenAPI."""
    paths = {f"/{each.path}.{kind}": {"get": _operation(each, kind)} for each in offered().values() for kind in KINDS}
    return {
        "openapi": "3.1.0",
        "info": {"title": "WIR-dashboard: gegevens per adres", "version": __version__},
        "servers": [{"url": "."}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "basic": {"type": "http", "scheme": "basic"},
            },
        },
        "security": [{}, {"bearer": []}, {"basic": []}],
    }


def _operation(each: Offered, kind: str) -> Mapping[str, Any]:
    text, several = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    dates = [{"name": n, "in": "query", "schema": text} for n in each.dates]
    chosen = [{"name": n, "in": "query", "schema": several, "explode": True} for n in each.chosen_by]
    form = [{"name": FORM, "in": "query", "schema": {"type": "string", "enum": list(each.forms)}}] if each.long else []
    media = KINDS[kind].partition(";")[0]
    wrong = {
        "304": "Niets veranderd sinds ETag of Last-Modified.",
        "400": "Het adres noemt iets dat niet bestaat; ‘geweigerd’ zegt wat.",
        "401": "Er is een leessleutel nodig.",
        "404": "Er is geen tabel of peildatum met deze naam.",
        "413": "Meer rijen dan een antwoord heeft.",
        "429": "Te veel vragen in een minuut.",
        "503": "Nu te druk, of niet te lezen.",
    }
    return {
        "summary": each.title,
        "operationId": f"{each.path}.{kind}".replace("/", "_").replace("-", "_").replace(".", "_"),
        "parameters": [*dates, *chosen, *form],
        "responses": {
            "200": {"description": each.title, "content": {media: {}}},
            **{code: {"description": words} for code, words in wrong.items()},
        },
    }


PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Gegevens per adres · WIR-dashboard</title>
<style>
  :root {{ color-scheme: light dark; }}
  body {{ margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }}
  h1, h2 {{ line-height: 1.25; }} h2 {{ font-size: 1.1rem; margin: 1.6rem 0 0.2rem; }}
  a {{ color: light-dark(#154273, #8fbce6); }} code {{ font-size: 0.9em; overflow-wrap: anywhere; }}
  p {{ margin: 0.3rem 0; }} .soorten a {{ margin-right: 0.8rem; }}
  details {{ overflow-x: auto; }} table {{ border-collapse: collapse; width: 100%; }} summary {{ cursor: pointer; }}
  th, td {{ text-align: left; vertical-align: top; padding: 0.2rem 0.6rem 0.2rem 0; border-bottom: 1px solid #8884; }}
</style></head>
<body><h1>Gegevens per adres</h1>
<p>Elke tabel heeft een adres dat Excel, Power BI of een ander programma steeds opnieuw kan ophalen. Achter het adres
kan dezelfde selectie als op de pagina’s: <code>tabel/6.csv?peildatum=2020-11-01&amp;concessiehouder=vgz</code>. Zonder
peildatum krijgt u de laatste; met <code>vorm=lang</code> blijven de kolommen gelijk als er een peildatum bij komt. Bij
een ander register staat zijn naam ervoor, behalve bij regio en concessiehouder:
<code>tabel/trajecten-fase.csv?trajecten.peildatum=2025-10-31&amp;regio=TWE</code>. Elke kruistabel van Zelf verkennen
heeft ook een adres: <code>tabel/kruis-thema-status.csv</code>.</p>
<p>Voor programma’s: <a href="openapi.json">openapi.json</a>, en deze lijst als JSON met
<code>Accept: application/json</code>.</p>
{parts}</body></html>"""


def page(listed: Told) -> str:
    """The page, which needs nothing of Streamlit."""
    return PAGE.format(parts="".join(map(_part, listed)))


def _part(told: dict[str, Any]) -> str:
    links = "".join(f'<a href="{escape(a)}">{escape(a.rpartition(".")[2])}</a>' for a in told["adressen"])
    cells = "".join(
        f"<tr><th scope='row'>{escape(c['naam'])}</th><td>{escape(c['type'])}</td><td>{escape(c['betekenis'])}</td>"
        f"<td>{escape(c['bron'])}</td></tr>"
        for c in told["kolommen"]
    )
    head = "<tr><th scope='col'>Kolom</th><th scope='col'>Soort</th><th scope='col'>Betekenis</th>"
    table = f"<table><thead>{head}<th scope='col'>Bron</th></tr></thead><tbody>{cells}</tbody></table>"
    filters = f"<p>Filters: {escape(', '.join(told['filters']))}</p>" if told["filters"] else ""
    columns = f"<details><summary>Kolommen</summary>{table}</details>" if cells else f"<p>{escape(told['nu_niet'])}</p>"
    title = f"<h2>{escape(told['titel'])} <code>{escape(told['naam'])}</code></h2>"
    return f'<section>{title}<p class="soorten">{links}</p>{filters}{columns}</section>'
