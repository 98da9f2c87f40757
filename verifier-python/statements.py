"""Signed statements (protocol, section 4): compact JWS by an ES256 key that the header carries."""

import re
from collections import namedtuple
from datetime import datetime, timezone

import p256
from encoding import Malformed, base64url, canonical, parse_json
from hashing import sha256

MOST_LENGTH = 512 * 1024

_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"

Statement = namedtuple("Statement", "jws header payload key")


def read_statement(jws, typ, where, may_have_kid=False):
    """
    A compact JWS whose signature holds. Header and payload are canonical JSON, so that a statement has one text per
    signature; `typ` tells one kind of statement from another.
    """
    parts = jws.split(".") if isinstance(jws, str) else []
    if len(parts) != 3 or len(jws) > MOST_LENGTH:
        raise Malformed(f"{where}: expected a compact JWS")
    header = _canonical_json(parts[0], f"{where}, header")
    payload = _canonical_json(parts[1], f"{where}, payload")
    key = _key_of(header, typ, where, may_have_kid)
    signed = sha256(f"{parts[0]}.{parts[1]}".encode("ascii"))
    if not p256.verify(key, signed, base64url(parts[2], f"{where}, signature")):
        raise Malformed(f"{where}: the signature is not that of the key in the header")
    if not isinstance(payload, dict):
        raise Malformed(f"{where}, payload: expected an object")
    return Statement(jws, header, payload, key)


def _canonical_json(part, where):
    data = base64url(part, where)
    value = parse_json(data, where)
    if canonical(value).encode("utf-8") != data:
        raise Malformed(f"{where}: not canonical JSON")
    return value


def _key_of(header, typ, where, may_have_kid):
    """The point (x, y) of its key. The header has exactly the members that the protocol names."""
    members = dict(header) if isinstance(header, dict) else {}
    if may_have_kid and isinstance(members.get("kid"), str):
        del members["kid"]
    jwk = members.get("jwk")
    if not isinstance(jwk, dict) or set(jwk) != {"crv", "kty", "x", "y"}:
        raise Malformed(f"{where}, header: expected jwk with crv, kty, x and y")
    if members != {"alg": "ES256", "jwk": {**jwk, "crv": "P-256", "kty": "EC"}, "typ": typ}:
        raise Malformed(f"{where}, header: expected ES256, a P-256 key and typ {typ}")
    return key_of(jwk, f"{where}, header")


def key_of(jwk, where):
    """The point (x, y) of a JWK of P-256 with exactly its four members."""
    if not isinstance(jwk, dict) or set(jwk) != {"crv", "kty", "x", "y"} or (jwk["crv"], jwk["kty"]) != ("P-256", "EC"):
        raise Malformed(f"{where}: expected a P-256 key")
    x, y = (base64url(_text(jwk[name], where), f"{where}, {name}") for name in ("x", "y"))
    point = int.from_bytes(x, "big"), int.from_bytes(y, "big")
    if len(x) != 32 or len(y) != 32 or not p256.is_on_curve(*point):
        raise Malformed(f"{where}: the key is no point of P-256")
    return point


def check_time(value, where):
    """RFC 3339, UTC with milliseconds, and a time that exists."""
    if not isinstance(value, str) or re.fullmatch(_TIME, value) is None:
        raise Malformed(f"{where}: expected a time in RFC 3339, UTC with milliseconds")
    try:
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    except ValueError as error:
        raise Malformed(f"{where}: expected a time that exists") from error


def _text(value, where):
    if not isinstance(value, str):
        raise Malformed(f"{where}: expected text")
    return value
