"""What a table says, all its paragraphs together."""

from itertools import chain

from wir.insight.sentences import Sentence
from wir.insight.table_sentences import paragraphs
from wir.tables.model import Table


def story(table: Table) -> tuple[Sentence, ...]:
    return tuple(chain.from_iterable(paragraphs(table)))
