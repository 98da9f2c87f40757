"""Any file, whatever it is: an archive, an exported trail, or what carries its proof or has it beside it."""

from archive import open_archive, verify_archive
from trails import is_trail, verify_trail
from verify import OUTCOMES, verify


def judge(file, proof, trust, endpoints, now, pause=1.0, ask=None):
    """
    (path, verdict) of the file (path None), and of each part of an archive. trust: (deployments, operator's key or None).
    ask: as in verify.
    """
    deployments, operator = trust
    if proof is None and file is not None:
        archive = open_archive(file)
        if archive is not None:
            return verify_archive(archive, deployments, endpoints, now, pause, ask)
        if is_trail(file):
            return [(None, verify_trail(file, operator, deployments, endpoints, now, pause))]
    return [(None, verify(file, proof, deployments, endpoints, now, pause, ask))]


def worst(verdicts):
    return min((verdict.outcome for _, verdict in verdicts), key=OUTCOMES.index)
