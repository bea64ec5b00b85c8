# What a compiler to C is to know of screening.py. Made by eligo: not for editing.

cimport cython

from . cimport lookup
from .result cimport Result

cdef tuple PERIODS
cdef Py_ssize_t COUNT

@cython.locals(place=Py_ssize_t)
cdef Result _screened(tuple values)

@cython.locals(place=Py_ssize_t)
cdef list _copies(tuple values)

cdef bint _may_change(object period)

@cython.locals(whole=dict)
cdef object _copy(object value)

cdef tuple _values(object record)
