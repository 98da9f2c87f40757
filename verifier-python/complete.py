"""What a proof lacked that was taken before it was sealed, and others know by now (protocol, section 6)."""

import json
import urllib.request

from bundle import list_of, read_bundle, whole_of
from encoding import Malformed, hex_bytes, parse_json, to_hex
from trees import entry_hash, root_of

MOST_ENTRIES = 10
MOST_NODES = 53
MOST_ANSWER = 1024 * 1024
PATH = ("index", "size", "path", "root")


class Unanswered(Exception):
    """Nobody says anything that makes sense: the proof stays as it was."""


def completed(bundle, ask):
    """
    The bundle with the anchors that it lacks, as far as they are known.
    ask: a function of a record's id and the entries { sequence, entryHash } to items { sequence, index, size, path, root }.
    Whoever answers is not believed: only a path counts that leads from the entry to the root that it names.
    """
    needed = {0, bundle["subject"].get("sequence", 0)}
    entries = {
        event["sequence"]: entry_hash(bundle["recordId"], event)
        for event in bundle["events"]
        if event["anchor"] is None and event["sequence"] in needed
    }
    if not entries:
        return bundle
    asked = [{"sequence": number, "entryHash": to_hex(leaf)} for number, leaf in entries.items()]
    try:
        items = ask(bundle["recordId"], asked)
    except Unanswered:
        return bundle
    anchors = {
        item["sequence"]: {name: item[name] for name in PATH}
        for item in items
        if item["sequence"] in entries and _leads(entries[item["sequence"]], item)
    }
    events = [{**event, "anchor": anchors.get(event["sequence"], event["anchor"])} for event in bundle["events"]]
    return {**bundle, "events": events}


def _leads(leaf, item):
    try:
        nodes = [hex_bytes(node, 32, "path") for node in item["path"]]
        return to_hex(root_of(leaf, item["index"], item["size"], nodes)) == item["root"]
    except Malformed:
        return False


def read_answer(value):
    """The items of an installation's answer. Raises Unanswered when it is none."""
    try:
        items = list_of(value["items"], MOST_ENTRIES, "items")
        for item in items:
            for name in ("sequence", "index", "size"):
                whole_of(item[name], 0, name)
            for node in list_of(item["path"], MOST_NODES, "path"):
                hex_bytes(node, 32, "path")
            hex_bytes(item["root"], 32, "root")
    except (Malformed, KeyError, TypeError) as error:
        raise Unanswered(f"no answer: {error!r}") from error
    return items


def ask_installation(address, timeout=10):
    """Asks an installation, which learns these hashes and nothing else."""
    url = address.rstrip("/") + "/api/v1/verification/audit-paths"

    def ask(record, entries):
        body = json.dumps({"recordId": record, "entries": entries}).encode("ascii")
        request = urllib.request.Request(url, body, {"content-type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:
                return read_answer(parse_json(response.read(MOST_ANSWER), url))
        except (OSError, ValueError, Malformed) as error:
            raise Unanswered(f"{url} gave no answer: {error!r}") from error

    return ask


def ask_proof(text):
    """Asks a later proof of the same record, which has the anchors. Raises Malformed for what is no proof."""
    later = read_bundle(text)

    def ask(record, entries):
        if record != later["recordId"]:
            return []
        numbers = {entry["sequence"] for entry in entries}
        shown = [event for event in later["events"] if event["sequence"] in numbers and event["anchor"] is not None]
        return [{"sequence": event["sequence"], **event["anchor"]} for event in shown]

    return ask
