"""The greatest resident memory of a process, for the tests and benchmarks that bound it."""

from __future__ import annotations

import re
from pathlib import Path

STATUS = Path("/proc/self/status")


def greatest_megabytes() -> int:
    """Of this process alone, since it began to run its own program.

    ``getrusage`` will not do: on Linux its maximum passes from the parent that started the process, so that the memory
    of a test runner would be told as that of the program under test.
    """
    found = re.search(r"^VmHWM:\s*(\d+) kB$", STATUS.read_text(), re.MULTILINE)
    if found is None:
        raise OSError(f"{STATUS} does not tell the greatest resident memory (VmHWM)")
    return int(found[1]) // 1024
