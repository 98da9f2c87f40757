"""A pouch as an archive (protocol, section 13): whether it is whole, and each of its parts by itself."""

import io
import re
import zipfile
import zlib

import local
from bundle import list_of, object_of, text_of, whole_of
from encoding import Malformed, hex_bytes, parse_json
from statements import check_time
from verify import Finding, Verdict, verdict_of, verify

INDEX, SUMMARY = "index.json", "summary.html"
MOST_INDEX = 16 * 1024 * 1024
MOST_LEVELS = 8
MOST_BYTES = 1024**3
DOCUMENT = "path proof documentId version name type typeName folder mediaType size sha256 addedBy addedAt"
_ADDED = re.compile(r"org\.openpouch\.document\.(added|version-added)")


class Unreadable(Exception):
    """A file of the archive that is there and cannot be unpacked: nobody knows what it says."""


def open_archive(file):
    """A ZIP with an index, or None: other documents are ZIPs too."""
    if not file.startswith(b"PK\x03\x04"):
        return None
    try:
        archive = zipfile.ZipFile(io.BytesIO(file))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    return archive if INDEX in archive.namelist() else None


def verify_archive(archive, deployments, endpoints, now, pause=1.0, ask=None):
    """Path and verdict of the archive itself (path None) and then of each part."""
    names = archive.namelist()

    def check(paths, proof, file=None):
        missing = [path for path in paths if path not in names]
        if missing:
            return Verdict("invalid", [f"{missing[0]} is missing."], {})
        try:
            bundle = None if proof is None else _read(archive, proof)
            given = None if file is None else _read(archive, file)
        except Unreadable as error:
            return Verdict("indeterminate", [f"It cannot be unpacked: {error}"], {})
        return verify(given, bundle, deployments, endpoints, now, pause, ask)

    try:
        index = _read_index(_read(archive, INDEX))
    except (Malformed, Unreadable) as error:
        return [(None, Verdict("invalid", [f"The index is damaged or none: {error}"], {}))]
    pouch = check([index["trail"]], index["trail"])
    parts = [(None, _with(pouch, _wholeness(index, names, pouch)))]
    for one in index["certificates"]:
        verdict = check([one["path"]], one["path"])
        is_ours = verdict.facts.get("recordId") == one["recordId"] and _tells_of(pouch, one["recordId"])
        parts.append((one["path"], _placed(verdict, is_ours)))
        if one.get("print") is not None:
            verdict = check([one["print"]], None, one["print"])
            found = verdict.facts.get("recordId"), verdict.facts.get("subject")
            parts.append((one["print"], _placed(verdict, found == (one["recordId"], "rendition"))))
    for one in index["documents"]:
        verdict = check([one["path"], one["proof"]], one["proof"], one["path"])
        parts.append((one["path"], _placed(verdict, _is_document(verdict.facts, index, one))))
    return parts


def _read(archive, path):
    info = archive.getinfo(path)
    if info.file_size > MOST_BYTES:
        raise Unreadable(f"{path}: more than {MOST_BYTES} bytes")
    # What proves is in the archive: its checksum, which anybody can compute, says nothing.
    del info.CRC
    try:
        data = archive.read(info)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(f"{path}: {error}") from error
    finally:
        info.CRC = 0
    if len(data) != info.file_size:
        raise Unreadable(f"{path}: not as long as the archive says")
    return data


def _read_index(data):
    if len(data) > MOST_INDEX:
        raise Malformed("index: too large")
    members = "format recordId title madeAt versions trail documents certificates"
    index = object_of(parse_json(data, INDEX, MOST_LEVELS), INDEX, members)
    if index["format"] != "openpouch-archive/1" or index["versions"] not in ("all", "latest"):
        raise Malformed("index: expected openpouch-archive/1, of all versions or the latest")
    hex_bytes(index["recordId"], 32, "index.recordId")
    text_of(index["title"], 0, 200, "index.title")
    check_time(index["madeAt"], "index.madeAt")
    text_of(index["trail"], 1, 500, "index.trail")
    for document in list_of(index["documents"], 10_000, "index.documents"):
        _check_document(object_of(document, "index.documents", DOCUMENT))
    for certificate in list_of(index["certificates"], 1_000, "index.certificates"):
        has_print = isinstance(certificate, dict) and "print" in certificate
        object_of(certificate, "index.certificates", "path number recordId print" if has_print else "path number recordId")
        text_of(certificate["path"], 1, 500, "index.certificates.path")
        text_of(certificate["number"], 0, 100, "index.certificates.number")
        hex_bytes(certificate["recordId"], 32, "index.certificates.recordId")
        if certificate.get("print") is not None:
            text_of(certificate["print"], 1, 500, "index.certificates.print")
    return index


def _check_document(document):
    where = "index.documents"
    for name in ("path", "proof"):
        text_of(document[name], 1, 500, f"{where}.{name}")
    local.check_uuid(document["documentId"], f"{where}.documentId")
    whole_of(document["version"], 1, f"{where}.version")
    for name, most in (("name", 200), ("type", 10), ("mediaType", 127), ("addedBy", 200)):
        text_of(document[name], 0, most, f"{where}.{name}")
    for name, most in (("typeName", 70), ("folder", 60)):
        if document[name] is not None:
            text_of(document[name], 0, most, f"{where}.{name}")
    whole_of(document["size"], 0, f"{where}.size")
    hex_bytes(document["sha256"], 32, f"{where}.sha256")
    check_time(document["addedAt"], f"{where}.addedAt")


def _wholeness(index, names, pouch):
    if pouch.facts.get("recordId") != index["recordId"]:
        return Finding("invalid", "The proof of the pouch is not shown, or of another one.")
    listed = [INDEX, SUMMARY, index["trail"]]
    listed += [path for one in index["documents"] for path in (one["path"], one["proof"])]
    listed += [path for one in index["certificates"] for path in (one["path"], one.get("print")) if path is not None]
    if sorted(names) != sorted(set(listed)) or len(listed) != len(set(listed)):
        return Finding("invalid", "A file is missing, is there twice, or is not in the index.")
    events = list(pouch.facts["events"].values())
    is_shown = all(event.sequence == place and event.body is not None for place, event in enumerate(events))
    if is_shown and _is_left_out(index, events):
        return Finding("invalid", "A document that the trail tells of was left out.")
    if not is_shown:
        return Finding("indeterminate", "The trail is not shown whole.")
    return Finding("valid", "The archive is whole.")


def _is_left_out(index, events):
    latest = {}
    for event in events:
        data = event.body["data"]
        if event.body["type"] == "org.openpouch.pouch.parted" and isinstance(data.get("documents"), list):
            for gone in data["documents"]:
                if isinstance(gone, str):
                    latest.pop(gone, None)
        document, version = data.get("documentId"), data.get("version")
        if _ADDED.fullmatch(event.body["type"]) and isinstance(document, str) and type(version) is int:
            latest[document] = version
    listed = {(one["documentId"], one["version"]) for one in index["documents"]}
    for document, version in latest.items():
        first = 1 if index["versions"] == "all" else version
        # The list is short, whatever number the pouch's maker says.
        if version - first >= len(listed):
            return True
        if any((document, number) not in listed for number in range(first, version + 1)):
            return True
    return False


def _tells_of(pouch, record):
    bodies = [event.body for event in pouch.facts.get("events", {}).values() if event.body is not None]
    added = "org.openpouch.pouch.certificate-added"
    return any(body["type"] == added and body["data"].get("certificate") == record for body in bodies)


def _is_document(facts, index, one):
    event = facts.get("events", {}).get(facts.get("about") if facts.get("about") is not None else 0)
    if facts.get("recordId") != index["recordId"] or event is None or event.body is None:
        return False
    data = event.body["data"]
    return (data.get("documentId"), data.get("version")) == (one["documentId"], one["version"])


def _placed(verdict, is_ours):
    """Of a part that could not be read nobody knows whether it is the one that the index says."""
    if verdict.outcome == "indeterminate" and "recordId" not in verdict.facts:
        return verdict
    return verdict if is_ours else _with(verdict, Finding("invalid", "It is not what the index says it is."))


def _with(verdict, finding):
    """The worse of the two, with the reasons of both."""
    reasons = verdict.reasons + ([] if finding.outcome == "valid" else [finding.reason])
    outcome = verdict_of([Finding(verdict.outcome, ""), finding], {}).outcome
    return Verdict(outcome, reasons, verdict.facts)
