"""Lists taken in and back at a city's size, beside the library's own import of the same file."""
