"""The commands, one file an idea; each says what it did and exits 0, 1 or 2.

0  done
1  done, but something or everything was refused
2  wrong usage, or a store that cannot be used

Heavy packages are imported inside the commands that need them, so that help answers at once.
"""

from synthesis.cli.aligning import alignment
from synthesis.cli.boundary import app, run
from synthesis.cli.calendar import calendar
from synthesis.cli.coding import code
from synthesis.cli.correcting import correct
from synthesis.cli.discovering import discover
from synthesis.cli.drafting import draft
from synthesis.cli.encoding import encoder
from synthesis.cli.evaluating import evaluate
from synthesis.cli.exporting import export, schema
from synthesis.cli.grouping import groups
from synthesis.cli.loading import demo, load
from synthesis.cli.messages_ties import messages
from synthesis.cli.noticing import notices
from synthesis.cli.registering import register
from synthesis.cli.reports import decisions
from synthesis.cli.standards_judging import standards
from synthesis.cli.together import together
from synthesis.cli.tracing import trace
from synthesis.cli.upkeep import forget, runs, verify
from synthesis.cli.withdrawing import withdraw

__all__ = [
    "alignment",
    "app",
    "calendar",
    "code",
    "correct",
    "decisions",
    "demo",
    "discover",
    "draft",
    "encoder",
    "evaluate",
    "export",
    "forget",
    "groups",
    "load",
    "messages",
    "notices",
    "register",
    "run",
    "runs",
    "schema",
    "standards",
    "together",
    "trace",
    "verify",
    "withdraw",
]
