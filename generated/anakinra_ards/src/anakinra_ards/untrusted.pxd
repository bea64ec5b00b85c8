# What a compiler to C is to know of untrusted.py. Made by eligo: not for editing.

cimport cython

@cython.locals(texts=Py_ssize_t)
cdef bint _as_written(dict record, bytes written, bytes figures) except -1
