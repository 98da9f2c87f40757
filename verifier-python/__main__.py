"""python3 verifier-python FILE… --trust FILE [--rpc URL…]: is it genuine, and does it still hold?"""

import argparse
import json
import sys
import time

from bundle import UnknownFormat
from chain import http_endpoint
from complete import ask_installation, ask_proof
from encoding import Malformed
from judge import judge
from trust import read_trust
from vectors import run_vectors
from verify import find_proof

REFUSED = ("invalid", "revoked", "superseded", "closed", "expired")


class Parser(argparse.ArgumentParser):
    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(64, f"{message}\n")


def main():
    parser = Parser(prog="verifier-python", description=__doc__)
    parser.add_argument("files", nargs="*", metavar="FILE", help="a proof, a PDF with its proof inside, an archive of a pouch, an exported trail")
    parser.add_argument("--trust", help="the deployments that you accept")
    parser.add_argument("--rpc", action="append", default=[], help="JSON-RPC address of a node; several must agree")
    parser.add_argument("--proof", help="the proof of the one FILE")
    parser.add_argument(
        "--complete", help="who knows what was not sealed yet when a proof was taken: an installation's address, or a later proof"
    )
    parser.add_argument("--vectors", help="verify the cases of this file instead, one JSON object a line")
    options = parser.parse_args()
    if options.vectors is not None:
        for result in run_vectors(options.vectors):
            print(json.dumps(result), flush=True)
        return 0
    if not options.files or options.trust is None or (options.proof is not None and len(options.files) > 1):
        parser.error("at least one FILE and --trust are needed; --proof is of one FILE")
    trust = read_trust(options.trust)
    proof = None if options.proof is None else _read(options.proof)
    endpoints = [(url, http_endpoint(url)) for url in options.rpc]
    ask = None if options.complete is None else _asked(options.complete)
    outcomes = []
    for name in options.files:
        for path, verdict in judge(_read(name), proof, trust, endpoints, int(time.time()), ask=ask):
            outcomes.append(verdict.outcome)
            print(json.dumps(_report(name if path is None else f"{name}: {path}", verdict)))
    if any(outcome in REFUSED for outcome in outcomes):
        return 1
    return 0 if all(outcome == "valid" for outcome in outcomes) else 2


def _asked(where):
    if where.startswith(("http://", "https://")):
        return ask_installation(where)
    proof, _ = find_proof(_read(where), None)
    if proof is None:
        raise Malformed(f"{where}: no proof, and no address")
    try:
        return ask_proof(proof)
    except UnknownFormat as error:
        raise Malformed(f"{where}: {error}") from error


def _report(name, verdict):
    facts = {key: value for key, value in verdict.facts.items() if key not in ("events", "about")}
    return {"file": name, "outcome": verdict.outcome, "reasons": verdict.reasons, "facts": facts}


def _read(name):
    with open(name, "rb") as file:
        return file.read()


try:
    sys.exit(main())
except (OSError, Malformed) as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(64)
