"""Runs test/vectors/verification.json: proofs with what a real chain answered, recorded."""

import base64
import json

from chain import recorded_endpoint
from verify import verify


def run_vectors(path):
    """One { name, outcome, reasons } per case."""
    with open(path, encoding="utf-8") as file:
        vectors = json.load(file)
    endpoints = {
        name: recorded_endpoint(answers_of(vectors["transcripts"], name)) for name in vectors["transcripts"]
    }
    for case in vectors["cases"]:
        asked = [(name, endpoints[name]) for name in case["endpoints"]]
        bundle, file = case.get("bundle"), case.get("file")
        proof = None if bundle is None else bundle if isinstance(bundle, str) else json.dumps(bundle)
        verdict = verify(
            None if file is None else base64.b64decode(file),
            proof,
            vectors["trust"][case["trust"]]["deployments"],
            asked,
            case["now"],
            pause=0,
        )
        yield {"name": case["name"], "outcome": verdict.outcome, "reasons": verdict.reasons}


def answers_of(transcripts, name):
    """A transcript may name another that it answers like where it says nothing itself."""
    transcript = transcripts[name]
    inherited = answers_of(transcripts, transcript["like"]) if "like" in transcript else []
    return inherited + transcript["calls"]
