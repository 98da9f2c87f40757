"""The shape of a proof bundle (protocol, section 6). What it says is judged elsewhere."""

import re

from encoding import MOST_SAFE, Malformed, hex_bytes, parse_json
from records import KINDS

MOST_TEXT = 2 * 1024 * 1024
MOST_JWS = 512 * 1024
MOST_CREDENTIAL = 1024 * 1024
MOST_VOUCHER = 8 * 1024
MOST_CONTROL = 8 * 1024
MOST_VALUES = 10_000


class UnknownFormat(Exception):
    """A bundle of a later version of the protocol: not wrong, but beyond this verifier."""


def read_bundle(text):
    """The bundle as parsed, each member of the type and within the bounds that the protocol names."""
    if len(text) > MOST_TEXT:
        raise Malformed("bundle: more than 2 MiB")
    value = parse_json(text, "bundle")
    form = value.get("format") if isinstance(value, dict) else None
    if isinstance(form, str) and re.fullmatch(r"openpouch-proof/(?!1$)[0-9]+", form):
        raise UnknownFormat("The proof was made for a newer verifier.")
    bundle = object_of(value, "bundle", "format deployment recordId genesis content events issuer vouchers subject")
    if bundle["format"] != "openpouch-proof/1":
        raise Malformed("format: expected openpouch-proof/1")
    deployment = object_of(bundle["deployment"], "deployment", "chainId recordRegistry")
    whole_of(deployment["chainId"], 1, "deployment.chainId")
    hex_bytes(deployment["recordRegistry"], 20, "deployment.recordRegistry")
    hex_bytes(bundle["recordId"], 32, "recordId")
    genesis_shape(bundle["genesis"], "genesis")
    _content(bundle["content"])
    for i, event in enumerate(list_of(bundle["events"], 2_000, "events")):
        event_shape(event, f"events[{i}]")
    sequences = [event["sequence"] for event in bundle["events"]]
    if any(later <= earlier for earlier, later in zip(sequences, sequences[1:])):
        raise Malformed("events: not in rising sequence")
    if bundle["issuer"] is not None:
        profile = object_of(object_of(bundle["issuer"], "issuer", "profile")["profile"], "profile", "legalName country did")
        text_of(profile["legalName"], 1, 200, "profile.legalName")
        country_of(profile["country"], "profile.country")
        text_of(profile["did"], 1, 500, "profile.did")
    for i, voucher in enumerate(list_of(bundle["vouchers"], 100, "vouchers")):
        text_of(voucher, 0, MOST_VOUCHER, f"vouchers[{i}]")
    _subject(bundle["subject"])
    return bundle


def genesis_shape(value, where):
    genesis = object_of(value, where, "kind issuer firstOwner content")
    if not isinstance(genesis["kind"], str) or genesis["kind"] not in KINDS:
        raise Malformed(f"{where}.kind: expected certificate or pouch")
    for name, length in (("issuer", 24), ("firstOwner", 24), ("content", 32)):
        hex_bytes(genesis[name], length, f"{where}.{name}")


def _content(content):
    if content is None:
        return
    if isinstance(content, dict) and "credential" in content:
        text_of(object_of(content, "content", "salt credential")["credential"], 0, MOST_CREDENTIAL, "content.credential")
    else:
        manifest = object_of(content, "content", "salt manifest")["manifest"]
        if not isinstance(manifest, dict) or _values_in(manifest) > MOST_VALUES:
            raise Malformed("content.manifest: expected an object of at most 10,000 values")
    hex_bytes(content["salt"], 32, "content.salt")


def event_shape(value, where):
    event = object_of(value, where, "sequence previous bodyCommitment body anchor")
    whole_of(event["sequence"], 0, f"{where}.sequence")
    hex_bytes(event["previous"], 32, f"{where}.previous")
    hex_bytes(event["bodyCommitment"], 32, f"{where}.bodyCommitment")
    if event["body"] is not None:
        body = object_of(event["body"], f"{where}.body", "salt jws")
        hex_bytes(body["salt"], 32, f"{where}.body.salt")
        text_of(body["jws"], 0, MOST_JWS, f"{where}.body.jws")
    if event["anchor"] is not None:
        anchor = object_of(event["anchor"], f"{where}.anchor", "index size path root")
        whole_of(anchor["index"], 0, f"{where}.anchor.index")
        whole_of(anchor["size"], 0, f"{where}.anchor.size")
        hex_bytes(anchor["root"], 32, f"{where}.anchor.root")
        for node in list_of(anchor["path"], 53, f"{where}.anchor.path"):
            hex_bytes(node, 32, f"{where}.anchor.path")


def _subject(value):
    if value == {"type": "record"}:
        return
    if isinstance(value, dict) and value.get("type") == "control":
        subject = object_of(value, "subject", "type owner identity")
        text_of(subject["owner"], 0, MOST_CONTROL, "subject.owner")
        if subject["identity"] is not None:
            text_of(subject["identity"], 0, MOST_CONTROL, "subject.identity")
        return
    subject = object_of(value, "subject", "type sequence salt")
    if subject["type"] not in ["document", "rendition"]:
        raise Malformed("subject.type: expected record, document or rendition")
    whole_of(subject["sequence"], 0, "subject.sequence")
    hex_bytes(subject["salt"], 32, "subject.salt")


def object_of(value, where, members):
    if not isinstance(value, dict) or set(value) != set(members.split()):
        raise Malformed(f"{where}: expected an object with exactly {members.replace(' ', ', ')}")
    return value


def list_of(value, most, where):
    if not isinstance(value, list) or len(value) > most:
        raise Malformed(f"{where}: expected a list of at most {most}")
    return value


def text_of(value, least, most, where):
    """Text of so many UTF-16 code units."""
    if not isinstance(value, str) or not least <= len(value.encode("utf-16-be", "surrogatepass")) // 2 <= most:
        raise Malformed(f"{where}: expected text of {least} to {most} characters")
    return value


def country_of(value, where):
    if not isinstance(value, str) or re.fullmatch("[A-Z]{2}", value) is None:
        raise Malformed(f"{where}: expected an ISO 3166-1 alpha-2 code")


def whole_of(value, least, where):
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= MOST_SAFE:
        raise Malformed(f"{where}: expected a whole number from {least}")
    return value


def _values_in(value):
    """How many members and items there are in it, at any depth."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return len(inner) + sum(_values_in(item) for item in inner)
