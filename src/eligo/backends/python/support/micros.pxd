# The function of micros.py by the fields of a datetime: making two objects for a difference would take longer than all
# else that is done with a moment. The days are counted as datetime.date.toordinal counts them, with January and February
# as the last months of the year before; 730120 is the first of January 2000.

cimport cython
from cpython.datetime cimport datetime


@cython.cdivision(True)  # of whole numbers that are never negative
cdef inline double since_2000(datetime at) noexcept:
    cdef int year = at.year
    cdef int month = at.month
    if month <= 2:
        year -= 1
        month += 12
    cdef int days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + at.day - 306 - 730120
    cdef int seconds = (at.hour * 60 + at.minute) * 60 + at.second
    return (days * 86400.0 + seconds) * 1000000.0 + at.microsecond
