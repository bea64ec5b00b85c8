"""``python -m eligo`` is the command ``eligo``."""

import sys

from eligo.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
