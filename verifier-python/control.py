"""Statements of control (protocol, section 14): who holds the owner key says that it is in control."""

from collections import namedtuple

from bundle import text_of
from encoding import MOST_SAFE, Malformed, canonical, hex_bytes
from records import signer_id
from statements import check_time, read_statement
from trees import entry_hash

MOST_SECONDS = 24 * 3600
MOST_AHEAD = 300
MEMBERS = {"recordId", "content", "head", "sequence", "time", "until", "purpose", "challenge"}

Control = namedtuple("Control", "owner identity sequence time until purpose challenge")


def read_control(bundle, deployment):
    """What is stated, and by which keys. Raises Malformed unless it is about this record."""
    subject = bundle["subject"]
    owner, key = _signed(subject["owner"], deployment)
    identity = None
    if subject["identity"] is not None:
        other, identity = _signed(subject["identity"], deployment)
        if canonical(other) != canonical(owner):
            raise Malformed("control: the two signatures are under different statements")
    if (owner["recordId"], owner["content"]) != (bundle["recordId"], bundle["genesis"]["content"]):
        raise Malformed("control: is about another record")
    head = owner["head"]
    for shown in bundle["events"]:
        if shown["sequence"] == head["sequence"]:
            if entry_hash(bundle["recordId"], shown) != hex_bytes(head["entryHash"], 32, "control.head"):
                raise Malformed("control: is about another trail")
    time, until = (check_time(owner[name], f"control.{name}").timestamp() for name in ("time", "until"))
    if not 0 < until - time <= MOST_SECONDS:
        raise Malformed("control.until: expected a time within a day after it was stated")
    return Control(key, identity, owner["sequence"], time, until, owner["purpose"], owner["challenge"])


def _signed(jws, deployment):
    statement = read_statement(jws, "openpouch-control+jws", "control")
    payload = statement.payload
    if set(payload) != MEMBERS:
        raise Malformed("control: expected exactly the members of a statement of control")
    hex_bytes(payload["recordId"], 32, "control.recordId")
    hex_bytes(payload["content"], 32, "control.content")
    head = payload["head"]
    if not isinstance(head, dict) or set(head) != {"sequence", "entryHash"}:
        raise Malformed("control.head: expected sequence and entryHash")
    hex_bytes(head["entryHash"], 32, "control.head.entryHash")
    for name, number in (("sequence", payload["sequence"]), ("head.sequence", head["sequence"])):
        if type(number) is not int or not 0 <= number <= MOST_SAFE:
            raise Malformed(f"control.{name}: expected a whole number")
    text_of(payload["purpose"], 0, 500, "control.purpose")
    text_of(payload["challenge"], 0, 200, "control.challenge")
    return payload, signer_id(deployment["verifiers"]["es256"], statement.key)


def judge_control(control, bundle, answers, now):
    """(outcome, reason) of each thing that speaks against it."""
    record, first = bundle["recordId"], bundle["genesis"]["firstOwner"]
    owner, sequence = _held(answers.latest.states[record], first)
    if sequence > control.sequence:
        yield "invalid", "It was handed over since the statement: somebody else is in control."
    elif sequence < control.sequence:
        yield "pending", "The chain does not know of the last handover yet."
    elif owner != control.owner:
        yield "invalid", "Who signed the statement is not in control."
    elif _held(answers.final.states[record], first)[1] < control.sequence:
        yield "pending", "The last handover is not final yet."
    if control.time > now + MOST_AHEAD:
        yield "indeterminate", "The statement is of later than now."
    elif now >= control.until:
        yield "expired", "The statement's time is over."


def _held(state, first):
    return (first, 0) if state.status == "unknown" else (state.owner, state.sequence)
