"""Looks through a zipped workbook as a stream, before any reader that trusts it."""

import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO
from xml.parsers import expat

from programs.intake.reading import limits
from programs.intake.reading.refusal import Refused

CHUNK = 64 * 1024
XML = (".xml", ".rels", ".vml")

Watch = Callable[[str, expat.XMLParserType], None]
"""Told the name of each XML part, sets handlers of its own on the parser."""


def look_through(file: BinaryIO, watch: Watch) -> None:
    """Unpack every part once, counting what really comes out; refuse what no list has."""
    try:
        with zipfile.ZipFile(file) as parts:
            _look_through(parts, watch)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as broken:
        raise Refused("truncated") from broken
    except expat.ExpatError as broken:
        raise Refused("truncated") from broken


def _look_through(parts: zipfile.ZipFile, watch: Watch) -> None:
    if len(parts.infolist()) > limits.PARTS:
        raise Refused("too_many_parts", limit=limits.PARTS)
    if len(set(parts.namelist())) < len(parts.namelist()):
        raise Refused("truncated")  # two readers could take different ones
    left = limits.UNPACKED
    for info in parts.infolist():
        with parts.open(info) as part:
            feed = _parser(info.filename, watch) if info.filename.lower().endswith(XML) else None
            left = _drain(part, feed, left)


def _drain(part, parser, left: int) -> int:
    while chunk := part.read(CHUNK):
        left -= len(chunk)
        if left < 0:
            raise Refused("too_much_unpacked", limit=limits.UNPACKED // limits.MEGABYTE)
        if parser:
            parser.Parse(chunk, False)
    if parser:
        parser.Parse(b"", True)
    return left


def _parser(name: str, watch: Watch) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_entity
    parser.EndDoctypeDeclHandler = _refuse_rest
    watch(name, parser)
    return parser


def _refuse_doctype(_name, system_id, public_id, _has_internal_subset):
    if system_id or public_id:
        raise Refused("external_entity")


def _refuse_entity(_name, _is_parameter, value, _base, _system_id, _public_id, _notation):
    raise Refused("external_entity" if value is None else "entities")


def _refuse_rest():
    raise Refused("doctype")
