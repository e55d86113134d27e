"""Groups and what is known of them in, how near each pair is to working together out.

Four parts stand for themselves and are never hidden in the sum: what the groups are there for (`remits`),
which themes they are named with (`themes`), who sits in both (`people`), where both met (`meetings`).
"""

from synthesis.community.together.affinity import WEIGHTS, Pair, affinities
from synthesis.community.together.evidence import Evidence, Gathering
from synthesis.community.together.remits import Remits

__all__ = ["WEIGHTS", "Evidence", "Gathering", "Pair", "Remits", "affinities"]
