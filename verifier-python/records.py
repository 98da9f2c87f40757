"""Who signed, and which record it is about (protocol, sections 1 and 2)."""

from encoding import hex_bytes, to_hex
from hashing import keccak256

KINDS = {"certificate": 1, "pouch": 2}


def signer_id(es256_verifier, key):
    """The leftmost 24 bytes of keccak256(ES256Verifier ‖ x ‖ y)."""
    x, y = (coordinate.to_bytes(32, "big") for coordinate in key)
    return to_hex(keccak256(hex_bytes(es256_verifier, 20, "verifier") + x + y)[:24])


def record_id(genesis, chain_id, record_registry):
    """The EIP-712 digest of the genesis, under the RecordRegistry's domain."""
    domain = _struct(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)",
        keccak256(b"OpenPouch RecordRegistry"),
        keccak256(b"1"),
        _number(chain_id),
        hex_bytes(record_registry, 20, "recordRegistry").rjust(32, b"\0"),
    )
    message = _struct(
        "Genesis(uint8 kind,bytes24 issuer,bytes24 firstOwner,bytes32 content)",
        _number(KINDS[genesis["kind"]]),
        hex_bytes(genesis["issuer"], 24, "issuer").ljust(32, b"\0"),
        hex_bytes(genesis["firstOwner"], 24, "firstOwner").ljust(32, b"\0"),
        hex_bytes(genesis["content"], 32, "content"),
    )
    return to_hex(keccak256(b"\x19\x01" + domain + message))


def _struct(kind, *words):
    return keccak256(keccak256(kind.encode("ascii")) + b"".join(words))


def _number(value):
    return value.to_bytes(32, "big")
