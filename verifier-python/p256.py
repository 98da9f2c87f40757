"""ECDSA over P-256 (FIPS 186-5), verification alone: nothing here is secret, so nothing needs constant time."""

from functools import lru_cache

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
_INFINITY = (1, 1, 0)


def is_on_curve(x, y):
    return 0 <= x < P and 0 <= y < P and (y * y - (x * x * x - 3 * x + B)) % P == 0


@lru_cache(maxsize=4096)
def verify(key, digest, signature):
    """Whether `signature`, r ‖ s with low s, is that of the key (x, y) over the 32-byte digest."""
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if len(signature) != 64 or not (0 < r < N and 0 < s <= N // 2) or not is_on_curve(*key):
        return False
    inverse = pow(s, -1, N)
    u1, u2 = int.from_bytes(digest, "big") * inverse % N, r * inverse % N
    x, _, z = _add_multiples(u1, G, u2, key)
    return z != 0 and x * pow(z, -2, P) % P % N == r


def _add_multiples(u1, first, u2, second):
    """u1 × first + u2 × second, doubling once for both (Shamir's trick), in Jacobian coordinates."""
    a, b = (*first, 1), (*second, 1)
    table = (None, a, b, _add(a, b))
    total = _INFINITY
    for bit in range(max(u1.bit_length(), u2.bit_length()) - 1, -1, -1):
        total = _double(total)
        chosen = table[(u1 >> bit & 1) | (u2 >> bit & 1) << 1]
        if chosen is not None:
            total = _add(total, chosen)
    return total


def _double(point):
    x, y, z = point
    if z == 0 or y == 0:
        return _INFINITY
    delta, gamma = z * z % P, y * y % P
    beta = x * gamma % P
    alpha = 3 * (x - delta) * (x + delta) % P
    x3 = (alpha * alpha - 8 * beta) % P
    return x3, (alpha * (4 * beta - x3) - 8 * gamma * gamma) % P, 2 * y * z % P


def _add(p, q):
    if p[2] == 0:
        return q
    if q[2] == 0:
        return p
    (x1, y1, z1), (x2, y2, z2) = p, q
    zz1, zz2 = z1 * z1 % P, z2 * z2 % P
    u1, u2 = x1 * zz2 % P, x2 * zz1 % P
    s1, s2 = y1 * z2 * zz2 % P, y2 * z1 * zz1 % P
    if u1 == u2:
        return _double(p) if s1 == s2 else _INFINITY
    h, r = u2 - u1, s2 - s1
    hh = h * h % P
    hhh, v = h * hh % P, u1 * hh % P
    x3 = (r * r - hhh - 2 * v) % P
    return x3, (r * (v - x3) - s1 * hhh) % P, h * z1 * z2 % P
