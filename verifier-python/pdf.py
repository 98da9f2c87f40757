"""The hole of a PDF that carries its own proof (protocol, section 7)."""

import re

from encoding import Malformed

MOST_BEGINNINGS = 8
_BEGINNING = re.compile(rb'stream\r?\n(?=\{"content":)')
# A text, the beginning of one that never ends, or a bracket.
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|["\[{\]}]', re.DOTALL)


def find_bundle(file):
    """Offset and text of the proof that a file carries, or None: a stream that begins with a bundle's text."""
    found = None
    for number, beginning in enumerate(_BEGINNING.finditer(file)):
        if number == MOST_BEGINNINGS:
            raise Malformed("PDF: more than one proof in it")
        text = _object_at(file, beginning.end())
        if text is None or b'"format":"openpouch-proof/' not in text:
            continue
        if found is not None:
            raise Malformed("PDF: more than one proof in it")
        found = beginning.end(), text
    return found


def _object_at(file, start):
    """The JSON object that begins there, or None when it does not end."""
    level = 0
    for token in _TOKEN.finditer(file, start):
        if token[0] in (b"{", b"["):
            level += 1
        elif token[0] == b'"':
            return None
        elif token[0] in (b"}", b"]"):
            level -= 1
            if level == 0:
                return file[start : token.end()]
    return None


def blanked(file, offset, length):
    """The file with its hole filled with spaces, and what stands in the hole: None, or the text of a proof."""
    if offset + length > len(file):
        raise Malformed("PDF: the hole is outside the file")
    inside = file[offset : offset + length].rstrip(b" ")
    if inside and find_bundle(file) != (offset, inside):
        raise Malformed("PDF: something else than a proof lies in the hole")
    return file[:offset] + b" " * length + file[offset + length :], inside or None
