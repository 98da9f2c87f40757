"""What a proof bundle says by itself, without the chain (protocol, sections 3, 4, 6 and 7)."""

from collections import namedtuple

import re

from bundle import country_of, genesis_shape, read_bundle, text_of
from credential import read_credential
from encoding import ZERO32, Malformed, canonical, canonical_bytes, hex_bytes, to_hex
from hashing import commitment, sha256
from pdf import blanked
from records import record_id, signer_id
from statements import check_time, read_statement
from trees import entry_hash, root_of

Event = namedtuple("Event", "sequence body signer root")
Voucher = namedtuple("Voucher", "signer name time by")
CERTIFIED_DOCUMENT = ["VerifiableCredential", "ChamberCertifiedDocument"]
BODY = {"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"}
FIRST = {"certificate": "org.openpouch.certificate.issued", "pouch": "org.openpouch.pouch.created"}
RENDERED = "org.openpouch.certificate.rendered"
_TYPE = r"org\.openpouch\.(certificate|pouch|document|handover|share|record)\.[a-z]+(-[a-z]+)*"
# RFC 9562: those of a version, the nil and the max UUID.
_UUID = r"(00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)|"
_UUID += r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}"


class Unknown(Exception):
    """What would be needed is not shown: the verdict is indeterminate."""


def read_record(bundle, deployment):
    """Events by their sequence, each in its batch and after the one before. Raises Malformed when one is not."""
    digest = record_id(bundle["genesis"], deployment["chainId"], deployment["contracts"]["recordRegistry"])
    if digest != bundle["recordId"]:
        raise Malformed("recordId: not the digest of the genesis")
    events, before = {}, None
    for shown in bundle["events"]:
        number = shown["sequence"]
        leaf, event = read_event(shown, bundle["recordId"], deployment)
        if before is not None and before[0] == number - 1 and shown["previous"] != before[1]:
            raise Malformed(f"event {number}: does not follow the entry before it")
        before = number, leaf
        events[number] = event
    return events


def read_event(shown, record, deployment):
    """An event by itself: the hash of its entry, and what it says."""
    number = shown["sequence"]
    where = f"event {number}"
    leaf = entry_hash(record, shown)
    if (number == 0) != (shown["previous"] == ZERO32):
        raise Malformed(f"{where}: the first entry, and no other, has none before it")
    root = _root(shown["anchor"], leaf, where)
    body, signer = _body(shown, record, deployment, where)
    return to_hex(leaf), Event(number, body, signer, root)


def _root(anchor, leaf, where):
    if anchor is None:
        return None
    path = [hex_bytes(node, 32, where) for node in anchor["path"]]
    if to_hex(root_of(leaf, anchor["index"], anchor["size"], path)) != anchor["root"]:
        raise Malformed(f"{where}: the audit path does not lead to the root")
    return anchor["root"]


def _body(shown, record, deployment, where):
    """Body and signer id; None, None when it is withheld."""
    if shown["body"] is None:
        return None, None
    statement = read_statement(shown["body"]["jws"], "openpouch-event+jws", where)
    salt = hex_bytes(shown["body"]["salt"], 32, where)
    if to_hex(commitment(salt, statement.jws.encode("ascii"))) != shown["bodyCommitment"]:
        raise Malformed(f"{where}: the body is not the one that its entry commits to")
    body = statement.payload
    if set(body) != BODY or not isinstance(body["data"], dict):
        raise Malformed(f"{where}: not a CloudEvents body")
    if (body["specversion"], body["datacontenttype"]) != ("1.0", "application/json"):
        raise Malformed(f"{where}: not a CloudEvents 1.0 body in JSON")
    text_of(body["source"], 1, 500, f"{where}, source")
    check_uuid(body["id"], f"{where}, id")
    if re.fullmatch(_TYPE, text_of(body["type"], 1, 100, f"{where}, type")) is None:
        raise Malformed(f"{where}, type: none of the protocol's")
    check_time(body["time"], f"{where}, time")
    if body["subject"] != record:
        raise Malformed(f"{where}: is about another record")
    return body, signer_id(deployment["verifiers"]["es256"], statement.key)


def check_uuid(value, where):
    if not isinstance(value, str) or re.fullmatch(_UUID, value) is None:
        raise Malformed(f"{where}: not a UUID")


def check_first(bundle, events):
    """The first event is the genesis, signed by the key that it names."""
    genesis = bundle["genesis"]
    first = events.get(0)
    if first is None or first.body is None:
        raise Unknown("The first event is not shown.")
    if first.body["type"] != FIRST[genesis["kind"]]:
        raise Malformed("event 0: does not begin a record of this kind")
    shown = first.body["data"].get("genesis")
    genesis_shape(shown, "event 0, genesis")
    if canonical(shown) != canonical(genesis):
        raise Malformed("event 0: says another genesis")
    if first.signer != genesis["issuer"]:
        raise Malformed("event 0: not signed by the key that the genesis names")


def check_content(bundle, deployment):
    """The content is the one that the genesis commits to. Returns a certificate's credential; of a pouch, None."""
    genesis, content = bundle["genesis"], bundle["content"]
    if content is None:
        raise Unknown("The content is not shown.")
    if ("credential" in content) != (genesis["kind"] == "certificate"):
        raise Malformed("content: not of this kind of record")
    salt = hex_bytes(content["salt"], 32, "salt")
    if genesis["kind"] == "pouch":
        if to_hex(commitment(salt, canonical_bytes(content["manifest"]))) != genesis["content"]:
            raise Malformed("content: not the manifest that the genesis commits to")
        return None
    credential = read_credential(content["credential"])
    if to_hex(commitment(salt, credential.signed.encode("ascii"))) != genesis["content"]:
        raise Malformed("content: not the credential that the genesis commits to")
    if signer_id(deployment["verifiers"]["es256"], credential.key) != genesis["issuer"]:
        raise Malformed("content: the credential is signed by another key than the genesis names")
    _check_issuer(credential, bundle["issuer"])
    return credential


def _check_issuer(credential, issuer):
    """A chamber cannot pass for another: the credential names the one of the profile."""
    named = credential.claims.get("issuer")
    if issuer is None:
        return
    profile = issuer["profile"]
    if not isinstance(named, dict) or (named.get("id"), named.get("name")) != (profile["did"], profile["legalName"]):
        raise Malformed("content: the credential names another issuer than the profile")


def subject_event(bundle, events):
    """The event that recorded the file, for a proof of a document or a rendition."""
    subject = bundle["subject"]
    event = events.get(subject["sequence"])
    if event is None or event.body is None:
        raise Unknown("The event that recorded the file is not shown.")
    if (event.body["type"] == RENDERED) != (subject["type"] == "rendition"):
        raise Malformed("subject: the event records no such file")
    data = event.body["data"]
    hex_bytes(data.get("commitment"), 32, "commitment")
    if subject["type"] == "rendition":
        hole = data.get("hole")
        hole = hole if isinstance(hole, dict) else {}
        for number in (data.get("length"), hole.get("offset"), hole.get("length")):
            if type(number) is not int or number < 1:
                raise Malformed("subject: the event says no length and no hole")
    return event


def check_file(bundle, event, file):
    """The file is the one that its event commits to; `file` is None where there is none to compare."""
    if file is None:
        return
    subject, data = bundle["subject"], event.body["data"]
    salt = hex_bytes(subject["salt"], 32, "subject.salt")
    if subject["type"] == "rendition":
        file = _without_proof(file, data, bundle["recordId"])
    if to_hex(commitment(salt, file)) != data["commitment"]:
        raise Malformed("The file is not the one that was recorded.")


def _without_proof(file, data, record):
    if data["length"] != len(file):
        raise Malformed("The file is longer or shorter than the one that was recorded.")
    clear, proof = blanked(file, data["hole"]["offset"], data["hole"]["length"])
    if proof is not None and read_bundle(proof)["recordId"] != record:
        raise Malformed("The file carries the proof of another record.")
    return clear


def check_certified(credential, file):
    """A file beside the proof of a record can only be the document that the record certifies."""
    document = None
    if credential is not None and credential.claims["type"] == CERTIFIED_DOCUMENT:
        document = credential.claims["credentialSubject"].get("document")
    if not isinstance(document, dict) or document.get("digest") != to_hex(sha256(file)):
        raise Malformed("The proof says nothing about this file.")


def read_voucher(jws, deployment):
    """What a voucher says, and the signer id of who vouches."""
    statement = read_statement(jws, "openpouch-voucher+jws", "voucher")
    voucher = statement.payload
    organisation = voucher.get("organisation")
    if set(voucher) != {"signerId", "organisation", "time"} or not isinstance(organisation, dict):
        raise Malformed("voucher: expected signerId, organisation and time")
    if set(organisation) != {"id", "legalName", "country"}:
        raise Malformed("voucher: expected an organisation's id, legalName and country")
    hex_bytes(voucher["signerId"], 24, "voucher.signerId")
    text_of(organisation["id"], 1, 200, "voucher.organisation.id")
    text_of(organisation["legalName"], 1, 200, "voucher.organisation.legalName")
    country_of(organisation["country"], "voucher.organisation.country")
    time = check_time(voucher["time"], "voucher.time").timestamp()
    by = signer_id(deployment["verifiers"]["es256"], statement.key)
    return Voucher(voucher["signerId"], organisation["legalName"], time, by)


def profile_hash(bundle):
    """SHA-256 of the profile's canonical JSON, as the ChamberRegistry holds it."""
    return None if bundle["issuer"] is None else to_hex(sha256(canonical_bytes(bundle["issuer"]["profile"])))
