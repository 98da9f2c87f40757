"""What a chain says, by plain JSON-RPC (protocol, section 10), of one endpoint or of several that must agree."""

import json
import time
import urllib.error
import urllib.request
from collections import namedtuple

from encoding import MOST_SAFE, canonical, hex_bytes, to_hex
from hashing import keccak256

Answers = namedtuple("Answers", "chain_id code_hashes latest final")
View = namedtuple("View", "number time anchors accreditations states")
Anchor = namedtuple("Anchor", "time number")
Accreditation = namedtuple("Accreditation", "chamber start until profile_hash")
State = namedtuple("State", "owner sequence status reason")
Questions = namedtuple("Questions", "anchors accreditations states")

STATUS = ("unknown", "active", "closed", "revoked", "superseded")
MOST_ANSWER = 64 * 1024 * 1024


class ChainUnavailable(Exception):
    """Nothing is known about the chain: no answer, no sense in it, or answers that differ."""


def http_endpoint(url, timeout=10):
    """An endpoint: a function of a list of (method, params) to the list of their results."""

    def ask(calls):
        if not calls:
            return []
        body = [
            {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
            for number, (method, params) in enumerate(calls)
        ]
        request = urllib.request.Request(
            url, json.dumps(body).encode("ascii"), {"content-type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:
                answers = json.loads(response.read(MOST_ANSWER))
            results = {answer["id"]: answer["result"] for answer in answers}
            return [results[number] for number in range(len(calls))]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ChainUnavailable(f"{url} gave no answer: {error!r}") from error

    return ask


def recorded_endpoint(transcript):
    """An endpoint that answers what was recorded: a list of { method, params, result }."""
    results = {canonical([call["method"], call["params"]]): call["result"] for call in transcript}

    def ask(calls):
        try:
            return [results[canonical([method, params])] for method, params in calls]
        except KeyError as error:
            raise ChainUnavailable(f"not recorded: {error}") from error

    return ask


def read_chain(ask, deployment, questions):
    """All answers at two blocks, each named by its hash: the latest, and the final one below it."""
    try:
        return _read(ask, deployment, questions)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ChainUnavailable(f"an answer that makes no sense: {error!r}") from error


def _read(ask, deployment, questions):
    chain_id, latest = ask([("eth_chainId", []), ("eth_getBlockByNumber", ["latest", False])])
    final_number = max(0, int(latest["number"], 16) - deployment["confirmations"])
    final = latest
    if deployment["confirmations"] > 0:
        (final,) = ask([("eth_getBlockByNumber", [hex(final_number), False])])
    contracts = [*deployment["contracts"].values(), *deployment["verifiers"].values()]
    codes = ask([("eth_getCode", [address, {"blockHash": final["hash"]}]) for address in contracts])
    return Answers(
        int(chain_id, 16),
        {address: to_hex(keccak256(bytes.fromhex(code[2:]))) for address, code in zip(contracts, codes)},
        _view(ask, latest, deployment["contracts"], questions),
        _view(ask, final, deployment["contracts"], questions),
    )


def _view(ask, block, contracts, questions):
    def call(contract, function, arguments):
        selector = to_hex(keccak256(function.encode("ascii"))[:4])
        words = [selector + hex_bytes(a, len(a) // 2 - 1, function).ljust(32, b"\0").hex() for a in arguments]
        at = {"blockHash": block["hash"]}
        results = ask([("eth_call", [{"to": contracts[contract], "data": data}, at]) for data in words])
        return dict(zip(arguments, map(_words, results)))

    anchors = call("anchorRegistry", "anchorOf(bytes32)", questions.anchors)
    keys = call("chamberRegistry", "accreditationOf(bytes24)", questions.accreditations)
    chambers = {signer: to_hex(chamber[:16]) for signer, (chamber, _, _) in keys.items() if any(chamber)}
    profiles = call("chamberRegistry", "profileOf(bytes16)", sorted(set(chambers.values())))
    states = call("recordRegistry", "stateOf(bytes32)", questions.states)
    return View(
        int(block["number"], 16),
        int(block["timestamp"], 16),
        {root: Anchor(_int(t), _int(n)) for root, (t, n) in anchors.items() if _int(t) != 0},
        {
            signer: Accreditation(chamber, _int(keys[signer][1]), _int(keys[signer][2]), to_hex(profiles[chamber][0]))
            for signer, chamber in chambers.items()
        },
        {
            record: State(to_hex(owner[:24]), _int(sequence), STATUS[_int(status)], _int(reason))
            for record, (owner, sequence, status, reason) in states.items()
        },
    )


def _words(result):
    """The 32-byte words of an ABI-encoded answer."""
    data = bytes.fromhex(result[2:])
    if not data or len(data) % 32:
        raise ValueError("no ABI-encoded answer")
    return [data[i : i + 32] for i in range(0, len(data), 32)]


def _int(word):
    value = int.from_bytes(word, "big")
    if value > MOST_SAFE:
        raise ValueError("a number that is none of our contracts'")
    return value


def read_agreeing(endpoints, deployment, questions, now, pause=1.0):
    """
    The answers of all endpoints, which must be the same; heads may differ. What differs is asked twice more: a block
    may have come between. `endpoints` are (name, ask). Of those that agree, the one with the oldest head speaks.
    """
    for attempt in range(3):
        read = [(name, _named(name, ask, deployment, questions)) for name, ask in endpoints]
        read.sort(key=lambda one: one[1].latest.time)
        oldest = read[0]
        age, most = now - oldest[1].latest.time, deployment["maxHeadAgeSeconds"]
        if len(read) > 1 and most is not None and age > most:
            raise ChainUnavailable(f"{oldest[0]} is stuck: its head is {age} seconds old")
        differing = next((name for name, answers in read if not _agree(oldest[1], answers)), None)
        if differing is None:
            return oldest[1]
        if attempt < 2:
            time.sleep(pause)
    raise ChainUnavailable(f"{oldest[0]} and {differing} disagree")


def _named(name, ask, deployment, questions):
    try:
        return read_chain(ask, deployment, questions)
    except ChainUnavailable as error:
        raise ChainUnavailable(f"{name}: {error}") from error


def _agree(a, b):
    same = (a.chain_id, a.code_hashes) == (b.chain_id, b.code_hashes)
    return same and all(_same_view(x, y) for x, y in ((a.latest, b.latest), (a.final, b.final)))


def _same_view(a, b):
    """The same answers; where both are of one block, it has one time."""
    return a[2:] == b[2:] and (a.number != b.number or a.time == b.time)
