"""Whom the verifier trusts: a file of its user's own (protocol, section 8)."""

from encoding import Malformed, parse_json
from statements import key_of

MEMBERS = ("federation", "chainId", "contracts", "verifiers", "codeHashes", "confirmations", "maxHeadAgeSeconds")


def read_trust(path):
    """
    A trust list, one deployment, or what an installation says of itself. Returns the list of deployments, and the key
    of the operator who signs exported trails: a JWK, or None.
    """
    with open(path, "rb") as file:
        value = parse_json(file.read(), path)
    operator = value.get("operator") if isinstance(value, dict) else None
    if operator is not None:
        key_of(operator, f"{path}: operator")
    if isinstance(value, dict) and "deployment" in value:
        value = value["deployment"]
    deployments = value["deployments"] if isinstance(value, dict) and "deployments" in value else [value]
    for deployment in deployments:
        missing = [name for name in MEMBERS if not isinstance(deployment, dict) or name not in deployment]
        if missing:
            raise Malformed(f"{path}: a deployment without {', '.join(missing)}")
    return deployments, operator
