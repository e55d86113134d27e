"""What is asked of what was loaded."""

from synthesis.corpus.load import Loaded
from synthesis.models import Contribution, Problem

TEXT = "The number of workshops should be halved next year."


def only(loaded: Loaded) -> Contribution:
    (contribution,) = loaded.contributions
    return contribution


def refusals(loaded: Loaded) -> list[Problem]:
    return [problem for problem in loaded.problems if problem.is_refusal]
