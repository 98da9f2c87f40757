"""A certificate's credential: SD-JWT (RFC 9901), any field of which may be hidden (protocol, section 3)."""

from collections import namedtuple

from bundle import text_of
from encoding import Malformed, base64url, canonical_bytes, parse_json, to_base64url
from hashing import sha256
from statements import check_time, read_statement

Credential = namedtuple("Credential", "signed key claims hidden valid_until")
MOST_LENGTH = 1024 * 1024
MOST_DISCLOSURES = 4_000
W3C = "https://www.w3.org/ns/credentials/v2"
TYPES = (
    ["VerifiableCredential", "EuNonPreferentialCertificateOfOrigin"],
    ["VerifiableCredential", "ChamberCertifiedDocument"],
)


def read_credential(text):
    """`<issuer-signed JWT>~<disclosure>~…~`: ends with ~, for there is no key binding."""
    signed, *disclosures = text.split("~")
    if not disclosures or disclosures.pop() != "" or len(text) > MOST_LENGTH or len(disclosures) > MOST_DISCLOSURES:
        raise Malformed("credential: expected disclosures, each ended by ~, and no key binding")
    statement = read_statement(signed, "vc+sd-jwt", "credential", may_have_kid=True)
    payload = dict(statement.payload)
    if payload.pop("_sd_alg", None) != "sha-256":
        raise Malformed("credential: _sd_alg is not sha-256")
    # A holder may hide fields of the subject: never when the certificate ends, nor who issued it.
    if any(_hides(value) for name, value in payload.items() if name != "credentialSubject") or "_sd" in payload:
        raise Malformed("credential: hidden fields outside of its subject")
    opener = _Opener(disclosures)
    claims = opener.open(payload)
    if opener.unused:
        raise Malformed("credential: a disclosure that nothing in it names")
    _check_claims(claims, statement)
    return Credential(signed, statement.key, claims, opener.hidden, _end_of(claims))


def _hides(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (isinstance(value, dict) and "_sd" in value) or any(_hides(item) for item in inner)


def _end_of(claims):
    """The first moment at which it is no longer valid, in seconds since 1970; None where it has no end."""
    begin = check_time(claims.get("validFrom"), "credential.validFrom")
    if "validUntil" not in claims:
        return None
    end = check_time(claims["validUntil"], "credential.validUntil")
    if end <= begin:
        raise Malformed("credential.validUntil: not after validFrom")
    return end.timestamp()


def _check_claims(claims, statement):
    context, issuer = claims.get("@context"), claims.get("issuer")
    if claims.get("type") not in TYPES:
        raise Malformed("credential.type: neither a certificate of origin nor a certified document")
    if not isinstance(context, list) or context[:1] != [W3C]:
        raise Malformed(f"credential.@context: expected {W3C} first")
    if not isinstance(claims.get("credentialSubject"), dict):
        raise Malformed("credential.credentialSubject: expected an object")
    if not isinstance(issuer, dict) or set(issuer) - {"accreditationNumber"} != {"id", "name"}:
        raise Malformed("credential.issuer: expected id and name")
    text_of(issuer["id"], 1, 500, "credential.issuer.id")
    text_of(issuer["name"], 1, 200, "credential.issuer.name")
    text_of(issuer.get("accreditationNumber", "-"), 1, 35, "credential.issuer.accreditationNumber")
    thumbprint = to_base64url(sha256(canonical_bytes(statement.header["jwk"])))
    if statement.header.get("kid", f"{issuer['id']}#{thumbprint}") != f"{issuer['id']}#{thumbprint}":
        raise Malformed("credential.kid: not the issuer's key")


class _Opener:
    """Puts each disclosure where its digest stands. What has no disclosure stays hidden, and is counted."""

    def __init__(self, disclosures):
        self.unused = {}
        self.seen = set()
        self.hidden = 0
        for text in disclosures:
            digest = to_base64url(sha256(text.encode("ascii", "replace")))
            if digest in self.unused:
                raise Malformed("credential: the same disclosure twice")
            self.unused[digest] = _disclosure(text)

    def open(self, value):
        if isinstance(value, list):
            return [self.open(item) for item in value]
        if not isinstance(value, dict):
            return value
        if "..." in value or "_sd_alg" in value:
            raise Malformed("credential: ... and _sd_alg have no place here")
        shown = {name: self.open(item) for name, item in value.items() if name != "_sd"}
        digests = value.get("_sd", [])
        if not isinstance(digests, list):
            raise Malformed("credential: _sd is no list")
        for digest in digests:
            if not isinstance(digest, str) or digest in self.seen:
                raise Malformed("credential: a digest twice, or none")
            self.seen.add(digest)
            if digest not in self.unused:
                self.hidden += 1
                continue
            name, item = self.unused.pop(digest)
            if name in shown:
                raise Malformed(f"credential: {name} twice in one object")
            shown[name] = self.open(item)
        return shown


def _disclosure(text):
    value = parse_json(base64url(text, "disclosure"), "disclosure")
    if not isinstance(value, list) or len(value) != 3 or not all(isinstance(part, str) for part in value[:2]):
        raise Malformed("disclosure: expected [salt, name, value]")
    _, name, item = value
    if name in ("", "_sd", "...", "__proto__"):
        raise Malformed(f"disclosure: {name} names no field")
    return name, item
