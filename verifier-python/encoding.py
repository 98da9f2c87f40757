"""Bytes and text: hex, base64url, and JSON in its one canonical spelling (RFC 8785)."""

import base64
import json
import re

ZERO32 = "0x" + "00" * 32
MOST_SAFE = 2**53 - 1


class Malformed(Exception):
    """Something is not what the protocol says it is. The message names the place."""


def hex_bytes(text, length, where):
    """The bytes of `0x` and lower-case hex, of exactly `length` bytes."""
    if not isinstance(text, str) or not re.fullmatch(r"0x[0-9a-f]{%d}" % (2 * length), text):
        raise Malformed(f"{where}: expected {length} bytes in lower-case hex with 0x")
    return bytes.fromhex(text[2:])


def to_hex(data):
    return "0x" + data.hex()


def base64url(text, where):
    """Decodes base64url in its one spelling: no padding, unused bits zero."""
    if re.fullmatch(r"[A-Za-z0-9_-]*", text) is None or len(text) % 4 == 1:
        raise Malformed(f"{where}: expected base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if to_base64url(data) != text:
        raise Malformed(f"{where}: base64url with unused bits that are not zero")
    return data


def to_base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def parse_json(text, where, most_levels=32):
    """JSON as RFC 8785 understands it: every number an IEEE 754 double, no text that UTF-8 cannot say."""
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Malformed(f"{where}: not UTF-8") from error
    _limit_levels(text, where, most_levels)
    try:
        value = json.loads(
            text,
            parse_int=lambda digits: _number(float(digits), where),
            parse_float=lambda digits: _number(float(digits), where),
            parse_constant=lambda name: _refuse(f"{where}: {name} is no JSON"),
        )
    except (ValueError, RecursionError) as error:
        raise Malformed(f"{where}: not JSON") from error
    if re.search(r"[\ud800-\udfff]|\\u[dD][89a-fA-F]", text):
        canonical(value)  # Refuses half a character, which has no bytes to be hashed.
    return value


def _limit_levels(text, where, most):
    """Before parsing: what is nested deeper than any bundle must not exhaust the parser."""
    level = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|["\[{\]}]', text, re.DOTALL):
        if token[0] == '"':
            return  # A text that never ends: no JSON, as the parser will say.
        if token[0] in "[{":
            level += 1
            if level > most:
                raise Malformed(f"{where}: nested deeper than {most} levels")
        elif token[0] in "]}":
            level -= 1


def _refuse(message):
    raise Malformed(message)


def _number(value, where):
    if value in (float("inf"), float("-inf")):
        raise Malformed(f"{where}: a number that no double holds")
    # Whole numbers are shown as such; from 2^53 a double no longer tells neighbours apart, so it stays one.
    return int(value) if value == int(value) and abs(value) <= MOST_SAFE else value


def canonical(value):
    """Canonical JSON as text: members by their UTF-16 code units, numbers as ECMAScript prints them."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, (int, float)):
        return _ecmascript_number(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(f"{_string(name)}:{canonical(item)}" for name, item in members) + "}"


def canonical_bytes(value):
    return canonical(value).encode("utf-8")


_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def _string(text):
    if re.search("[\ud800-\udfff]", text):
        raise Malformed("text: half of a surrogate pair, which UTF-8 cannot say")
    escaped = re.sub(r'[\x00-\x1f"\\]', lambda m: _ESCAPES.get(m[0], f"\\u{ord(m[0]):04x}"), text)
    return f'"{escaped}"'


def _ecmascript_number(value):
    """ECMA-262, Number::toString. Python's repr gives the same shortest digits in another dress."""
    if isinstance(value, int):
        return str(value)
    if value == 0:
        return "0"
    sign, digits, exponent = re.fullmatch(r"(-?)([0-9.]+)(?:e([+-][0-9]+))?", repr(value)).groups()
    whole, _, fraction = digits.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = whole + fraction
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    digits = stripped.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        text = digits + "0" * (point - count)
    elif 0 < point <= 21:
        text = f"{digits[:point]}.{digits[point:]}"
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        text = digits[0] + ("." + digits[1:] if count > 1 else "") + f"e{point - 1:+d}"
    return sign + text
