"""Hashes: SHA-256 comes with Python; Keccak-256 (Ethereum's, not SHA3-256) is written out here."""

import hashlib
from functools import lru_cache

_MASK = (1 << 64) - 1
_RATE = 136  # bytes taken in at a time: 1600 bits less twice 256


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def commitment(salt, content):
    """Protocol, section 3."""
    return sha256(salt, sha256(content))


@lru_cache(maxsize=4096)
def keccak256(data):
    """The Keccak of October 2008 as Ethereum uses it: padding 0x01, where SHA-3 has 0x06."""
    padded = bytearray(data) + b"\x01" + bytes(-(len(data) + 1) % _RATE)
    padded[-1] |= 0x80
    lanes = [0] * 25
    for start in range(0, len(padded), _RATE):
        for i in range(_RATE // 8):
            lanes[i] ^= int.from_bytes(padded[start + 8 * i : start + 8 * i + 8], "little")
        _permute(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _round_constants():
    """A linear feedback shift register over x^8 + x^6 + x^5 + x^4 + 1 (FIPS 202, 3.2.5)."""
    state = 1
    for _ in range(24):
        constant = 0
        for j in range(7):
            if state & 1:
                constant |= 1 << ((1 << j) - 1)
            state = (state << 1) ^ (0x171 if state & 0x80 else 0)
        yield constant


_ROUNDS = list(_round_constants())


def _rotate(lane, by):
    return ((lane << by) | (lane >> (64 - by))) & _MASK if by else lane


def _permute(a):
    """Keccak-f[1600] in place; lane (x, y) is at x + 5 y (FIPS 202, 3.2)."""
    for constant in _ROUNDS:
        columns = [a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] for x in range(5)]
        for x in range(5):
            mixed = columns[(x - 1) % 5] ^ _rotate(columns[(x + 1) % 5], 1)
            for y in range(0, 25, 5):
                a[x + y] ^= mixed
        x, y, moving = 1, 0, a[1]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            place = x + 5 * y
            a[place], moving = _rotate(moving, (step + 1) * (step + 2) // 2 % 64), a[place]
        for y in range(0, 25, 5):
            row = a[y : y + 5]
            for x in range(5):
                a[x + y] = row[x] ^ (~row[(x + 1) % 5] & _MASK & row[(x + 2) % 5])
        a[0] ^= constant
