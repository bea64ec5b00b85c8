"""Patient files: reading them row by row, writing them, the rejects, and synthetic patients.

The modules are :mod:`files` (open a data file), :mod:`cells` (table cells to raw records and back), :mod:`columns`
(the names of a table's columns), :mod:`rejects`, :mod:`write` and :mod:`sample`.
"""
