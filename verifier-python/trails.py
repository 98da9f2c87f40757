"""Exported trails (protocol, section 12): PDFs that the operator signed, and JSON whose lines prove themselves."""

import re
from collections import namedtuple

import chain as chains
import local
from bundle import event_shape, genesis_shape, object_of, text_of, whole_of
from encoding import Malformed, canonical, hex_bytes, parse_json, to_hex
from hashing import sha256
from records import record_id
from statements import check_time, read_statement
from verify import Finding, deployment_of, problem_of, verdict_of

MOST_ROW = 2 * 1024 * 1024
MOST_LINES = 1_000_000
MOST_STATEMENT = 600_000
SAID = "organisation time filters lines complete file"
HEAD = "format organisation time filters deployment lines"
PROOF = "sequence previous bodyCommitment body anchor"
_BEGINNING = re.compile(rb'[ \t\r\n]*\{[ \t\r\n]*"format"[ \t\r\n]*:[ \t\r\n]*"openpouch-trail/')
_END = re.compile(r'\],"complete":(true|false)(?:,"statement":"([A-Za-z0-9_.-]+)")?\}')

Line = namedtuple("Line", "record sequence time previous entry root sealed_at")


def is_trail(file):
    """Whether it is a PDF with the operator's statement, or a trail as JSON, or wants to be either."""
    return b'{"trail":"' in file or _BEGINNING.match(file[:200]) is not None


def verify_trail(file, operator, deployments, endpoints, now, pause=1.0):
    """operator: the key that is trusted as a JWK, or None."""
    facts = {}
    try:
        if b'{"trail":"' in file:
            return verdict_of(_judge_pdf(file, operator, facts), facts)
        rows = _rows(file)
        head = _read_head(rows[0])
        deployment = deployment_of(head["deployment"], deployments)
        findings, said = _judge_end(file, rows[-1], operator, facts)
        lines = [_read_line(row, number, deployment) for number, row in enumerate(_lines(rows), 1)]
        if said is not None and said["lines"] != len(lines):
            raise Malformed(f"The operator signed {said['lines']} lines, and {len(lines)} are here.")
        _check_together(lines, rows[-1].startswith('],"complete":true') and not head["filters"])
    except Malformed as error:
        return verdict_of([Finding("invalid", str(error))], facts)
    facts["lines"] = len(lines)
    findings += _judge_by_chain(lines, deployment, endpoints, now, pause)
    return verdict_of(findings, facts)


def _judge_pdf(file, operator, facts):
    start = file.index(b'{"trail":"')
    end = file.find(b'"}', start + 10, start + 10 + MOST_STATEMENT)
    if end < 0:
        raise Malformed("trail: a statement that does not end")
    statement, said = _read_statement(_text(file[start + 10 : end], "trail"), "length sha256 hole")
    hole = object_of(said["file"]["hole"], "hole", "offset length")
    offset, length = (whole_of(hole[name], 1, f"hole.{name}") for name in ("offset", "length"))
    text_end = end + 2
    clear = file[:offset] + b" " * length + file[offset + length :]
    if (
        said["file"]["length"] != len(file)
        or offset != start
        or not text_end <= offset + length <= len(file)
        or file[text_end : offset + length].strip(b" ")
        or to_hex(sha256(clear)) != said["file"]["sha256"]
    ):
        raise Malformed("The file is not the one that was signed.")
    facts.update(organisation=said["organisation"]["legalName"], lines=said["lines"])
    return [_signed_by(statement, operator)]


def _signed_by(statement, operator):
    if operator is None:
        return Finding("indeterminate", "The trust list does not say who the operator is.")
    jwk = statement.header["jwk"]
    if (jwk["x"], jwk["y"]) != (operator["x"], operator["y"]):
        raise Malformed("It is not signed by the operator that is trusted.")
    return Finding("valid", "The operator that is trusted signed it.")


def _read_statement(jws, file_members):
    statement = read_statement(jws, "openpouch-trail+jws", "statement")
    said = object_of(statement.payload, "statement", SAID)
    _check_head(said, "statement")
    whole_of(said["lines"], 0, "statement.lines")
    if not isinstance(said["complete"], bool):
        raise Malformed("statement.complete: expected true or false")
    file = object_of(said["file"], "statement.file", file_members)
    whole_of(file["length"], 1, "statement.file.length")
    hex_bytes(file["sha256"], 32, "statement.file.sha256")
    return statement, said


def _check_head(value, where):
    """Whose trail, as of when, and what was asked for."""
    organisation = object_of(value["organisation"], f"{where}.organisation", "id legalName")
    local.check_uuid(organisation["id"], f"{where}.organisation.id")
    text_of(organisation["legalName"], 0, 500, f"{where}.organisation.legalName")
    check_time(value["time"], f"{where}.time")
    filters = value["filters"]
    if not isinstance(filters, dict) or not all(isinstance(one, str) for one in filters.values()):
        raise Malformed(f"{where}.filters: expected texts")


def _rows(file):
    """The file's rows, each of which an LF ends."""
    rows = file.split(b"\n")
    if rows.pop() != b"" or len(rows) < 2 or any(len(row) > MOST_ROW for row in rows):
        raise Malformed("trail: expected one row after another")
    return [_text(row, "trail") for row in rows]


def _text(data, where):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(f"{where}: not UTF-8") from error


def _read_head(row):
    head = object_of(parse_json(row + "]}", "trail"), "trail", HEAD)
    if head["format"] != "openpouch-trail/1" or head["lines"] != []:
        raise Malformed("trail: expected openpouch-trail/1")
    _check_head(head, "trail")
    deployment = object_of(head["deployment"], "deployment", "chainId anchorRegistry recordRegistry")
    whole_of(deployment["chainId"], 1, "deployment.chainId")
    for name in ("anchorRegistry", "recordRegistry"):
        hex_bytes(deployment[name], 20, f"deployment.{name}")
    return head


def _judge_end(file, row, operator, facts):
    end = _END.fullmatch(row)
    if end is None:
        raise Malformed("trail: expected an export that ends")
    if end[2] is None:
        return [Finding("indeterminate", "The operator has not signed it.")], None
    statement, said = _read_statement(end[2], "length sha256")
    before = len(file) - len(row.encode("utf-8")) - 1 + len(f'],"complete":{end[1]}')
    if said["file"] != {"length": before, "sha256": to_hex(sha256(file[:before]))}:
        raise Malformed("The file is not the one that was signed.")
    facts.update(organisation=said["organisation"]["legalName"])
    return [_signed_by(statement, operator)], said


def _lines(rows):
    """The rows between head and end, without the commas between them."""
    lines = rows[1:-1]
    if len(lines) > MOST_LINES or any(row.startswith("]") for row in lines):
        raise Malformed(f"trail: expected at most {MOST_LINES} lines, and one end")
    for number, row in enumerate(lines, 1):
        if row.endswith(",") == (number == len(lines)):
            raise Malformed(f"line {number}: expected lines parted by commas")
    return [row[:-1] for row in lines[:-1]] + lines[-1:]


def _read_line(row, number, deployment):
    """A line that is its event's: signed, entered, in its batch, and saying what the event says."""
    where = f"line {number}"
    line = parse_json(row, where)
    if not isinstance(line, dict):
        raise Malformed(f"{where}: expected an object")
    members = ("type", "time", "actor", "data", "record", "sequence", "sealing", "proof")
    for name in members:
        if name not in line:
            raise Malformed(f"{where}: without {name}")
    text_of(line["type"], 0, 100, f"{where}.type")
    check_time(line["time"], f"{where}.time")
    if line["data"] is not None and not isinstance(line["data"], dict):
        raise Malformed(f"{where}.data: expected an object or null")
    record = _member(line["record"], "recordId", f"{where}.record")
    hex_bytes(record, 32, f"{where}.record.recordId")
    subject = _member(line["record"], "subject", f"{where}.record")
    if subject is not None and _member(subject, "name", f"{where}.record.subject") is not None:
        text_of(subject["name"], 0, 300, f"{where}.record.subject.name")
    sealed_at = _member(line["sealing"], "sealedAt", f"{where}.sealing")
    sealed_at = None if sealed_at is None else check_time(sealed_at, f"{where}.sealing.sealedAt").timestamp()
    event, entry = _proof(line["proof"], f"{where}.proof")
    if whole_of(line["sequence"], 0, f"{where}.sequence") != event["sequence"]:
        raise Malformed(f"{where}: of another sequence than its event")
    found, read = local.read_event(event, record, deployment)
    if found != entry:
        raise Malformed(f"{where}: of another entry hash than its event")
    _check_words(line, _source(line["actor"], where), read.body, where)
    if read.sequence == 0 and read.body is not None:
        _check_genesis(read, record, deployment, where)
    return Line(record, read.sequence, line["time"], event["previous"], entry, read.root, sealed_at)


def _member(value, name, where):
    if not isinstance(value, dict) or name not in value:
        raise Malformed(f"{where}: expected an object with {name}")
    return value[name]


def _source(actor, where):
    """The body's source, as whoever acted signs it."""
    organisation = _member(actor, "organisation", f"{where}.actor")
    if organisation is None:
        return "urn:openpouch:operator"
    local.check_uuid(_member(organisation, "id", f"{where}.actor.organisation"), f"{where}.actor.organisation.id")
    text_of(_member(organisation, "legalName", where), 0, 500, f"{where}.actor.organisation.legalName")
    return f"urn:uuid:{organisation['id']}"


def _proof(value, where):
    proof = object_of(value, where, f"{PROOF} entryHash transactionHash blockNumber")
    event = {name: proof[name] for name in PROOF.split()}
    event_shape(event, where)
    hex_bytes(proof["entryHash"], 32, f"{where}.entryHash")
    if proof["transactionHash"] is not None and not isinstance(proof["transactionHash"], str):
        raise Malformed(f"{where}.transactionHash: expected text or null")
    if proof["blockNumber"] is not None:
        whole_of(proof["blockNumber"], 0, f"{where}.blockNumber")
    return event, proof["entryHash"]


def _check_words(line, source, body, where):
    said = [line["type"], line["time"], source, line["data"]]
    if body is None:
        if line["data"] is not None:
            raise Malformed(f"{where}: says what no event shows")
    elif canonical(said) != canonical([body["type"], body["time"], body["source"], body["data"]]):
        raise Malformed(f"{where}: does not say what its event says")


def _check_genesis(event, record, deployment, where):
    genesis = event.body["data"].get("genesis")
    genesis_shape(genesis, f"{where}, genesis")
    made = record_id(genesis, deployment["chainId"], deployment["contracts"]["recordRegistry"])
    if made != record or genesis["issuer"] != event.signer:
        raise Malformed(f"{where}: begins another record, or another's key signed it")


def _check_together(lines, is_all):
    """Order, repetitions, and what is missing between lines, as far as they show it."""
    shown = {}
    for number, (line, before) in enumerate(zip(lines, [None, *lines]), 1):
        if before is not None:
            is_same = before.record == line.record and before.time == line.time
            if before.time < line.time or (is_same and before.sequence < line.sequence):
                raise Malformed(f"line {number}: not in its place, the latest comes first")
        if (line.record, line.sequence) in shown:
            raise Malformed(f"line {number}: there twice")
        shown[line.record, line.sequence] = line
    for line in lines:
        before = shown.get((line.record, line.sequence - 1))
        if before is not None and before.entry != line.previous:
            raise Malformed(f"event {line.sequence}: does not follow the one before it")
        if before is None and line.sequence > 0 and is_all:
            raise Malformed(f"event {line.sequence}: the one before it was left out")


def _judge_by_chain(lines, deployment, endpoints, now, pause):
    if not endpoints:
        return [Finding("indeterminate", "The chain was not asked.")]
    roots = sorted({line.root for line in lines if line.root is not None})
    try:
        answers = chains.read_agreeing(endpoints, deployment, chains.Questions(roots, [], []), now, pause)
    except chains.ChainUnavailable as error:
        return [Finding("indeterminate", f"The chain could not be asked: {error}")]
    problem = problem_of(answers, deployment, now)
    if problem is not None:
        return [Finding("indeterminate", problem)]
    return [_sealed(line, answers) for line in lines]


def _sealed(line, answers):
    anchor = answers.final.anchors.get(line.root)
    if anchor is None:
        return Finding("pending", f"An event of {line.time} is not sealed yet.")
    if line.sealed_at is not None and line.sealed_at < anchor.time:
        return Finding("invalid", f"An event of {line.time} says that it was sealed earlier than it was.")
    return Finding("valid", "Sealed.")
