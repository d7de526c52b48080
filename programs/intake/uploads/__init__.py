"""An uploaded list between its file and its import: kept row by row, mended, judged again.

The worker holds whole lists, the web process a page of rows at a time.
"""
