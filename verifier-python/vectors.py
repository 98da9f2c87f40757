"""Runs test/vectors/verification.json and its like: proofs and files with what a real chain answered, recorded."""

import base64
import json

from chain import recorded_endpoint
from complete import read_answer
from judge import judge, worst


def run_vectors(path):
    """One { name, outcome, parts, reasons } per case; parts: the outcomes of an archive and of each part of it."""
    with open(path, encoding="utf-8") as file:
        vectors = json.load(file)
    endpoints = {
        name: recorded_endpoint(answers_of(vectors["transcripts"], name)) for name in vectors["transcripts"]
    }
    for case in vectors["cases"]:
        asked = [(name, endpoints[name]) for name in case["endpoints"]]
        bundle, file = case.get("bundle"), case.get("file")
        proof = None if bundle is None else bundle if isinstance(bundle, str) else json.dumps(bundle)
        operator = vectors.get("operator") if case.get("operator", True) else None
        verdicts = judge(
            None if file is None else base64.b64decode(file),
            proof,
            (vectors["trust"][case["trust"]]["deployments"], operator),
            asked,
            case["now"],
            pause=0,
            ask=installation_of(case["answers"]) if "answers" in case else None,
        )
        reasons = [reason for _, verdict in verdicts for reason in verdict.reasons]
        parts = [verdict.outcome for _, verdict in verdicts]
        yield {"name": case["name"], "outcome": worst(verdicts), "parts": parts, "reasons": reasons}


def installation_of(answers):
    """An installation that answers about these records; of any other it knows nothing."""

    def ask(record, entries):
        return read_answer(answers.get(record))

    return ask


def answers_of(transcripts, name):
    """A transcript may name another that it answers like where it says nothing itself."""
    transcript = transcripts[name]
    inherited = answers_of(transcripts, transcript["like"]) if "like" in transcript else []
    return inherited + transcript["calls"]
