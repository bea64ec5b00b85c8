# What a compiler to C is to know of untrusted.py. Made by eligo: not for editing.

cimport cython

@cython.locals(texts=Py_ssize_t)
cdef bint _each_name_once(dict record, bytes written) except -1
