# The function of lookup.py without an object for each step. As long as the mapping holds the names in order, nothing is
# looked up. A name that is absent stands for an unknown value, a name too many for a record that is looked at again.

from cpython.dict cimport PyDict_GetItemWithError, PyDict_Next, PyDict_Size
from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_GET_ITEM, PyTuple_GET_SIZE, PyTuple_New, PyTuple_SET_ITEM


cdef inline tuple taken(dict record, tuple names, object take):
    cdef Py_ssize_t count = PyTuple_GET_SIZE(names)
    cdef Py_ssize_t place = 0
    cdef Py_ssize_t found = 0
    cdef Py_ssize_t position = 0
    cdef PyObject* name
    cdef PyObject* held
    cdef object value
    cdef tuple values = PyTuple_New(count)
    while place < count and PyDict_Next(record, &position, &name, &held):
        if name != <PyObject*>PyTuple_GET_ITEM(names, place):
            break
        Py_INCREF(<object>held)
        PyTuple_SET_ITEM(values, place, <object>held)
        place += 1
    found = place
    for place in range(found, count):
        held = PyDict_GetItemWithError(record, <object>PyTuple_GET_ITEM(names, place))
        if held is NULL:
            value = None
        else:
            value = <object>held
            found += 1
        Py_INCREF(value)
        PyTuple_SET_ITEM(values, place, value)
    return values if found == PyDict_Size(record) else None
