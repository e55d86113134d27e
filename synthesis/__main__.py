"""The command line: `python -m synthesis COMMAND`; its commands stand in `synthesis.cli`."""

import sys

from synthesis.cli import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
