"""The look of the report in Word as real styles. A house style keeps its own; only what it lacks is added."""

from dataclasses import dataclass

from docx import Document as blank_document
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Pt, RGBColor
from docx.styles import BabelFish
from docx.styles.style import ParagraphStyle

from wir.export.picture_parts import COLOURS
from wir.report.print_layout import A4, LETTER, MARGIN
from wir.report.word_fields import element

LANGUAGE = "nl-NL"
FONT = "Arial"
TABLE_STYLE = "WIR Tabel"
UNUSED = ("/stylesWithEffects", "/thumbnail", "/numbering")
LIST = "List Bullet"
KEPT = ("Normal", "Default Paragraph Font", "Normal Table", "No List")


@dataclass(frozen=True)
class Look:
    """A paragraph style: sizes and distances in points. `level` is its place in the contents, 0 for none."""

    name: str
    size: float
    before: float = 0
    after: float = 0
    colour: str = "inkt"
    bold: bool = False
    italic: bool = False
    kept: bool = False
    level: int = 0
    indent: float = 0
    right: bool = False


LOOKS = (
    Look("Title", 28, before=170, after=10, colour="blauw", bold=True),
    Look("Subtitle", 15, after=24, colour="blauw"),
    Look("Heading 1", 18, before=24, after=8, colour="blauw", bold=True, kept=True, level=1),
    Look("Heading 2", 13, before=16, after=6, colour="blauw", bold=True, kept=True, level=2),
    Look("Heading 3", 11, before=12, after=4, colour="blauw", bold=True, kept=True, level=3),
    Look("TOC Heading", 18, after=10, colour="blauw", bold=True, kept=True),
    Look("toc 1", 10, after=4),
    Look("toc 2", 10, after=2, indent=14),
    Look("Caption", 9.5, before=10, after=5, colour="blauw", bold=True),
    Look(LIST, 10, after=4),
    Look("header", 8, colour="gedempt"),
    Look("footer", 8, colour="gedempt", right=True),
    Look("WIR Tabeltekst", LETTER, before=2, after=2),
    Look("WIR Tabelgetal", LETTER, before=2, after=2, right=True),
    Look("WIR Bron", 8, before=3, colour="gedempt"),
    Look("WIR Figuur", 10, before=10, kept=True),
    Look("WIR Voorbeeld", 10, before=24, italic=True, colour="gedempt"),
)
_TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="WIRTabel">
<w:name w:val="{TABLE_STYLE}"/>
<w:uiPriority w:val="99"/><w:qFormat/><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="8" w:space="0" w:color="{COLOURS["inkt"][1:]}"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{COLOURS["inkt"][1:]}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{COLOURS["lijn"][1:]}"/></w:tblBorders>
<w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{COLOURS["inkt"][1:]}"/></w:tcBorders>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>"""

_NUMBERING = f"<w:numbering {nsdecls('w')}/>".encode()
_BULLET = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="{{number}}"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>"""


def fresh() -> Document:
    """An empty A4 document with none of the looks that python-docx brings, so that all of ours are added."""
    document = blank_document()
    styles = document.styles
    for style in [style for style in styles.element.style_lst if style.name_val not in KEPT]:
        styles.element.remove(style)
    for rels in (document.part.rels, document.part.package.rels):
        for key in [k for k, rel in rels.items() if rel.reltype.endswith(UNUSED)]:
            rels.pop(key)
    fonts = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    normal = styles["Normal"]
    normal.font.size = Pt(10)
    normal.font.color.rgb = RGBColor.from_string(COLOURS["inkt"][1:])
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.25
    section = document.sections[0]
    section.page_width, section.page_height = map(Pt, A4)
    section.left_margin = section.right_margin = Pt(MARGIN)
    section.top_margin = section.bottom_margin = Pt(MARGIN)
    _modern(document)
    return document


def _modern(document: Document) -> None:
    """Word 2013 and later: without this the title bar says "Compatibiliteitsmodus"."""
    settings = document.settings.element
    for old in settings.findall(f".//{qn('w:useFELayout')}"):
        old.getparent().remove(old)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def add_styles(document: Document) -> None:
    """Add what the document lacks; LibreOffice writes the names of some styles with other capitals than Word."""
    names = {name.casefold(): name for name in (BabelFish.ui2internal(look.name) for look in LOOKS)}
    for style in document.styles.element.style_lst:
        style.name_val = names.get((style.name_val or "").casefold(), style.name_val)
    present = {style.name_val for style in document.styles.element.style_lst}
    for look in LOOKS:
        if BabelFish.ui2internal(look.name) not in present:
            _add(document, look)
    if "Hyperlink" not in present:
        link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
        link.font.underline = True
        link.font.color.rgb = RGBColor.from_string(COLOURS["blauw"][1:])
    if TABLE_STYLE not in present:
        document.styles.element.append(parse_xml(_TABLE))


def _add(document: Document, look: Look) -> None:
    style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=not look.name.startswith("WIR"))
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.hidden, style.quick_style, style.priority = False, True, 9
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold or None, look.italic or None
    style.font.color.rgb = RGBColor.from_string(COLOURS[look.colour][1:])
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), 1.15
    form.keep_with_next = look.kept or None
    form.left_indent = Pt(look.indent) if look.indent else None
    form.alignment = WD_ALIGN_PARAGRAPH.RIGHT if look.right else None
    if look.name == LIST:
        _make_list(document, style)
    if look.level:
        style.next_paragraph_style = document.styles["Normal"]
        form._element.get_or_add_pPr().append(element("w:outlineLvl", val=str(look.level - 1)))


def _make_list(document: Document, style: ParagraphStyle) -> None:
    """Make the style a list to Word, and so to a screen reader; the document may not have numbered anything before."""
    try:
        numbering = document.part.numbering_part.element
    except NotImplementedError:  # python-docx does not make the part
        part = NumberingPart.load(
            PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, _NUMBERING, document.part.package
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        numbering = part.element
    taken = [int(found.get(qn("w:abstractNumId"))) for found in numbering.findall(qn("w:abstractNum"))]
    number = max(taken, default=0) + 1
    numbering.insert(len(taken), parse_xml(_BULLET.format(number=number)))
    properties = element("w:numPr")
    properties.append(element("w:numId", val=str(numbering.add_num(number).numId)))
    style.paragraph_format._element.get_or_add_pPr().insert(0, properties)


def speak_dutch(document: Document) -> None:
    """Dutch for the whole document: its defaults, every style that names a language, and its settings."""
    styles = document.styles.element
    defaults = styles.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None and defaults.find(qn("w:lang")) is None:
        defaults.append(element("w:lang", val=LANGUAGE))
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    normal = document.styles["Normal"].element.get_or_add_rPr()
    if normal.find(qn("w:lang")) is None:
        normal.append(element("w:lang", val=LANGUAGE))
    for theme in document.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), LANGUAGE)
