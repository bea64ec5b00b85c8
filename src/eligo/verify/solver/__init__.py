"""The core for a solver: the only place where z3 is known.

Whatever cannot be said to the solver exactly is left free: it may then come out in any way. What the solver excludes
is excluded all the same; what it finds is only a candidate, which the interpreter has to confirm.
"""
