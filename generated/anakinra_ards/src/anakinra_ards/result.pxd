# What a compiler to C is to know of result.py. Made by eligo: not for editing.

cimport cython


@cython.freelist(64)
cdef class Result:
    cdef public object _decision
    cdef public object _periods
    cdef public object _source
