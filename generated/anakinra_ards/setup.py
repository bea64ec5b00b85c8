"""Builds the package and, where there is a C compiler, five of its modules compiled. Made by eligo: not for editing.

``ELIGO_COMPILE=0`` in the environment leaves the compiled forms out, and so does whatever goes wrong with them: the
package is complete without, and only slower. An editable installation has none.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

PACKAGE = "anakinra_ards"
MODULES = ("decision", "result", "screening", "sharp", "untrusted")
# A sum of products is rounded at each step, as Python does it, on every processor.
FLAGS = [] if os.name == "nt" else ["-O2", "-g0", "-ffp-contract=off"]


class AllOrNone(build_ext):
    """Compiles the modules, which call each other in C, or leaves all of them as they are."""

    def run(self) -> None:
        try:
            super().run()
        except Exception as problem:  # of any kind: no compiler, or one that does not know the flags
            for made in self.get_outputs():
                Path(made).unlink(missing_ok=True)
            self.extensions = []
            print(f"{PACKAGE} stays pure Python: {problem}", file=sys.stderr)


def extensions(directory: str) -> list[Extension]:
    if not MODULES or "bdist_wheel" not in sys.argv or os.environ.get("ELIGO_COMPILE") == "0":
        return []
    try:
        from Cython.Build import cythonize

        modules = [
            Extension(f"{PACKAGE}.{name}", [f"src/{PACKAGE}/{name}.py"], extra_compile_args=FLAGS) for name in MODULES
        ]
        made: list[Extension] = cythonize(modules, build_dir=directory, language_level=3, quiet=True)
    except Exception as problem:
        print(f"{PACKAGE} stays pure Python: {problem}", file=sys.stderr)
        return []
    return made


with TemporaryDirectory() as work:
    setup(
        ext_modules=extensions(work),
        cmdclass={"build_ext": AllOrNone},
        options={"build": {"build_base": work}, "egg_info": {"egg_base": work}},
    )
