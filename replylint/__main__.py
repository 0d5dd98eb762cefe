"""`python -m replylint`, and what the installed command runs."""

import sys

from replylint.garbage import collect_no_more, collect_rarely


def run() -> int:
    """Run the command line in a process that ends with it, and return the exit code."""
    collect_rarely()
    from replylint.cli import main

    try:
        return main()
    finally:
        collect_no_more()


if __name__ == "__main__":
    sys.exit(run())
