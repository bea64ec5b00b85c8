"""Whether two programs say the same of everybody: a proof that a mutant is no mistake, or a patient who tells it apart.

There are three ways to a proof: to try every case (``equivalent``), to cut the ranges of numbers into boxes
(``over_ranges``), and to ask the solver (``told_apart``). Mutants are made in :mod:`eligo.verify.mutants`, which knows
nothing of proofs.
"""
