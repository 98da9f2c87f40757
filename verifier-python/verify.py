"""`verify(input, trust, chain)` of the protocol's section 8."""

from collections import namedtuple

import chain as chains
import local
from bundle import MOST_TEXT, UnknownFormat, read_bundle
from complete import completed
from control import judge_control, read_control
from encoding import Malformed
from pdf import find_bundle

# In order of precedence: what comes first wins.
OUTCOMES = ("invalid", "indeterminate", "revoked", "superseded", "closed", "pending", "expired", "valid")

Verdict = namedtuple("Verdict", "outcome reasons facts")
Finding = namedtuple("Finding", "outcome reason")


def verify(file, proof, deployments, endpoints, now, pause=1.0, ask=None):
    """
    file: bytes, or None; proof: the bundle's text, or None where the file is one or carries one.
    endpoints: a list of (name, ask) as in chain.py, empty when the chain is not asked. now: seconds since 1970.
    ask: who knows what was not sealed yet when the proof was taken, as in complete.py; None: nobody is asked.
    """
    try:
        proof, file = find_proof(file, proof)
        if proof is None:
            return verdict_of([Finding("indeterminate", "There is no proof in the file or beside it.")], {})
        bundle, file = with_credential(read_bundle(proof), file)
    except UnknownFormat as error:
        return verdict_of([Finding("indeterminate", str(error))], {})
    except Malformed as error:
        return verdict_of([Finding("invalid", str(error))], {})
    if ask is not None:
        bundle = completed(bundle, ask)
    facts = {}
    try:
        deployment = deployment_of(bundle["deployment"], deployments)
        events = local.read_record(bundle, deployment)
    except Malformed as error:
        return verdict_of([Finding("invalid", str(error))], facts)
    facts.update(recordId=bundle["recordId"], kind=bundle["genesis"]["kind"], subject=bundle["subject"]["type"])
    facts["events"], facts["about"] = events, bundle["subject"].get("sequence")
    findings, event = _judge_locally(bundle, deployment, events, file, facts)
    if any(finding.outcome == "invalid" for finding in findings):
        return verdict_of(findings, facts)
    findings += _judge_by_chain(bundle, deployment, events, event, endpoints, now, pause, facts)
    return verdict_of(findings, facts)


def find_proof(file, proof):
    """The bundle's text, and the file that it is to be compared with."""
    if proof is not None or file is None:
        return proof, file
    if file.lstrip(b" \t\r\n")[:1] == b"{":
        return file, None
    inside = find_bundle(file)
    return (None if inside is None else inside[1]), file


def with_credential(bundle, file):
    """A file that is the certificate's credential, whole or with fields hidden, takes the place of the proof's own."""
    content = bundle["content"] or {}
    if file is None or bundle["subject"]["type"] not in ("record", "control") or "credential" not in content:
        return bundle, file
    signed, mark, _ = content["credential"].partition("~")
    # Of bytes beyond ASCII it makes letters that no credential has.
    credential = file.strip(b" \t\r\n").decode("latin-1")
    if not mark or len(file) > MOST_TEXT or not credential.startswith(signed + mark):
        return bundle, file
    return {**bundle, "content": {**content, "credential": credential}}, None


def deployment_of(named, deployments):
    for deployment in deployments:
        here = deployment["chainId"], deployment["contracts"]["recordRegistry"]
        if here == (named["chainId"], named["recordRegistry"]):
            return deployment
    raise Malformed("Issued under a federation that this verifier does not know.")


def _judge_locally(bundle, deployment, events, file, facts):
    findings = []
    is_document = bundle["subject"]["type"] == "document"

    def check(function, *arguments):
        try:
            return function(*arguments)
        except Malformed as error:
            findings.append(Finding("invalid", str(error)))
        except local.Unknown as error:
            findings.append(Finding("indeterminate", str(error)))

    event = None
    if "sequence" in bundle["subject"]:
        event = check(local.subject_event, bundle, events)
        if event is not None:
            check(local.check_file, bundle, event, file)
    # A document is proven by its own event: what is not shown of the record around it does not matter.
    if not is_document or (0 in events and events[0].body is not None):
        check(local.check_first, bundle, events)
    credential = None
    if not is_document or bundle["content"] is not None:
        credential = check(local.check_content, bundle, deployment)
    if credential is not None:
        facts["certificate"] = credential.claims["credentialSubject"]
        facts["validUntil"] = credential.valid_until
    if bundle["subject"]["type"] == "control":
        facts["control"] = check(read_control, bundle, deployment)
    if bundle["subject"]["type"] in ("record", "control") and file is not None:
        check(local.check_certified, credential, file)
    facts["vouchers"] = check(lambda: [local.read_voucher(jws, deployment) for jws in bundle["vouchers"]]) or []
    if bundle["genesis"]["kind"] == "certificate" and bundle["issuer"] is None and not is_document:
        findings.append(Finding("indeterminate", "The issuer's profile is not shown."))
    return findings, event


def _judge_by_chain(bundle, deployment, events, event, endpoints, now, pause, facts):
    if not endpoints:
        return [Finding("indeterminate", "The chain was not asked.")]
    needed = [event] if bundle["subject"]["type"] == "document" else [events.get(0), event]
    needed = [one for one in needed if one is not None]
    questions = _questions(bundle, events, event, facts["vouchers"])
    try:
        answers = chains.read_agreeing(endpoints, deployment, questions, now, pause)
    except chains.ChainUnavailable as error:
        return [Finding("indeterminate", f"The chain could not be asked: {error}")]
    problem = problem_of(answers, deployment, now)
    if problem is not None:
        return [Finding("indeterminate", problem)]
    facts["asOf"] = {"block": answers.latest.number, "time": answers.latest.time}

    facts["organisations"] = _vouched(facts.pop("vouchers"), answers)
    findings = [_sealed(one, answers, facts) for one in needed]
    if bundle["subject"]["type"] == "document":
        return findings
    if bundle["genesis"]["kind"] == "certificate":
        findings += _issued(bundle, events.get(0), answers)
        if event is not None:
            findings += _rendered(bundle, event, answers)
    end = facts.get("validUntil")
    if end is not None and now >= end:
        findings.append(Finding("expired", "Its validity is over."))
    if facts.get("control") is not None:
        findings += [Finding(*one) for one in judge_control(facts["control"], bundle, answers, now)]
        facts["control"] = facts["control"]._asdict()
    findings.append(_state(answers.latest.states[bundle["recordId"]], bundle, facts))
    return findings


def _questions(bundle, events, event, vouchers):
    """Exactly those of section 10: endpoints must agree in all that is asked, and in nothing else."""
    last = events[max(events)] if events else None
    roots = {one.root for one in (events.get(0), event, last) if one is not None and one.root is not None}
    signers = {voucher.by for voucher in vouchers}
    if bundle["genesis"]["kind"] == "certificate":
        signers.add(bundle["genesis"]["issuer"])
    if bundle["subject"]["type"] == "rendition" and event is not None:
        signers.add(event.signer)
    return chains.Questions(sorted(roots), sorted(signers), [bundle["recordId"]])


def problem_of(answers, deployment, now):
    if answers.chain_id != deployment["chainId"]:
        return "The endpoint is one of another chain."
    if any(deployment["codeHashes"].get(address) != code for address, code in answers.code_hashes.items()):
        return "The contracts are not those that this verifier trusts."
    age, most = now - answers.latest.time, deployment["maxHeadAgeSeconds"]
    if most is not None and age > most:
        return f"The chain's head is {age} seconds old."
    return None


def _sealed(event, answers, facts):
    """Good news is read at the final block."""
    name = f"Event {event.sequence}"
    if event.root is None or event.root not in answers.latest.anchors:
        return Finding("pending", f"{name} is not anchored yet.")
    anchor = answers.final.anchors.get(event.root)
    if anchor is None:
        return Finding("pending", f"{name} is anchored, but not final yet.")
    facts["sealed"] = anchor._asdict()
    return Finding("valid", f"{name} is sealed.")


def _vouched(vouchers, answers):
    """Names by signer. A voucher's time is claimed, not anchored: it gives a name, it decides nothing."""
    accreditations = answers.latest.accreditations
    return {
        voucher.signer: voucher.name
        for voucher in vouchers
        if voucher.by in accreditations and voucher.time < accreditations[voucher.by].until
    }


def _issued(bundle, first, answers):
    """The issuer was accredited when the issuing event was anchored."""
    signer = bundle["genesis"]["issuer"]
    accreditation = answers.latest.accreditations.get(signer)
    if accreditation is None:
        return [Finding("invalid", "The issuer's key was never accredited.")]
    # When it was sealed is not known of an issuing event that is not shown.
    findings = [] if first is None else [_accredited(first, signer, answers)]
    if local.profile_hash(bundle) not in (None, accreditation.profile_hash):
        findings.append(Finding("invalid", "The issuer's profile is not the one on the chain."))
    return findings


def _accredited(event, signer, answers):
    accreditation = answers.latest.accreditations[signer]
    anchor = answers.latest.anchors.get(event.root)
    if anchor is None:
        # It will be sealed after the latest block, if ever.
        if accreditation.until <= answers.latest.time:
            return Finding("invalid", "The key's accreditation ended before this was sealed.")
    elif not accreditation.start <= anchor.time < accreditation.until:
        return Finding("invalid", "The key was not accredited when this was sealed.")
    if signer not in answers.final.accreditations:
        return Finding("pending", "The key's accreditation is not final yet.")
    return Finding("valid", "The key was accredited when this was sealed.")


def _rendered(bundle, event, answers):
    """Nobody but the chamber says what its certificate looks like."""
    accreditations = answers.latest.accreditations
    issuer, signer = accreditations.get(bundle["genesis"]["issuer"]), accreditations.get(event.signer)
    if signer is None or issuer is None or signer.chamber != issuer.chamber:
        return [Finding("invalid", "The file was recorded by somebody else than the issuer.")]
    return [_accredited(event, event.signer, answers)]


def _state(state, bundle, facts):
    """Bad news is read at the latest block."""
    facts["status"] = state.status
    facts["owner"] = bundle["genesis"]["firstOwner"] if state.status == "unknown" else state.owner
    if state.status in ("revoked", "superseded", "closed"):
        return Finding(state.status, f"The record is {state.status} (reason {state.reason}).")
    return Finding("valid", "The record is neither closed nor revoked.")


def verdict_of(findings, facts):
    outcome = min((finding.outcome for finding in findings), key=OUTCOMES.index)
    return Verdict(outcome, [finding.reason for finding in findings if finding.outcome != "valid"], facts)
