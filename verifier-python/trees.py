"""Entries and the batches that they are leaves of (protocol, sections 4 and 5; RFC 6962)."""

from encoding import Malformed, hex_bytes
from hashing import sha256


def entry_hash(record, event):
    """Leaf hash of a record's entry: the skeleton of 105 bytes, then RFC 6962's prefix for leaves."""
    entry = (
        b"\x02"
        + hex_bytes(record, 32, "recordId")
        + event["sequence"].to_bytes(8, "big")
        + hex_bytes(event["previous"], 32, "previous")
        + hex_bytes(event["bodyCommitment"], 32, "bodyCommitment")
    )
    return sha256(b"\x00", entry)


def root_of(leaf, index, size, path):
    """Root of the tree of `size` leaves whose leaf number `index` has this hash (RFC 9162, 2.1.3.2)."""
    if not index < size:
        raise Malformed("audit path: the index is outside the tree")
    node, last, here = leaf, size - 1, index
    for sibling in path:
        if last == 0:
            raise Malformed("audit path: longer than the tree is high")
        if here & 1 or here == last:
            node = sha256(b"\x01", sibling, node)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            node = sha256(b"\x01", node, sibling)
        here, last = here >> 1, last >> 1
    if last != 0:
        raise Malformed("audit path: shorter than the tree is high")
    return node
