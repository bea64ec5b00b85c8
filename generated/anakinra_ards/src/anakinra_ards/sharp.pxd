# What a compiler to C is to know of sharp.py. Made by eligo: not for editing.

cimport cython
from cpython.datetime cimport datetime

from . cimport micros

cdef double INF, LONGEST, NAN


@cython.locals(at=datetime)
cpdef datetime clock(object given)

@cython.locals(length=Py_ssize_t)
cdef bint _marked(str text) except -1

@cython.locals(period=dict)
cpdef tuple stretch(object given)

cpdef object dated(object given)

@cython.locals(count=double)
cpdef double ticks(object given) except? -1

cpdef double ending(datetime given) except? -1

cpdef double full(datetime start, datetime end, double step) except? -1

@cython.locals(count=double, rest=double)
cpdef double complete(datetime start, datetime end, double step) except? -1
