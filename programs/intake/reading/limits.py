"""How much of a file is read; a list of people never comes near these."""

MEGABYTE = 1024 * 1024

BYTES = 20 * MEGABYTE
PARTS = 1_000
"""Files inside the zip of a workbook."""
UNPACKED = 160 * MEGABYTE
SHEETS = 99
ROWS = 120_000
COLUMNS = 300
CELLS = 2_000_000
"""Cells with a value, over all sheets."""
AREA = 6_000_000
"""Cells of the rectangle from A1 to the last value: the reader holds all of them at once."""
MERGES = 50_000
TEXT = 32_767
"""Characters in a cell: as many as Excel allows."""
LINES_IN_CELL = 20
"""More mean a quotation mark that nobody closed."""

MEMORY = 512 * MEGABYTE
CPU_SECONDS = 20
WALL_SECONDS = 25
PATIENCE = WALL_SECONDS + 3
"""Seconds after which a child that outlived its own alarm is killed."""
OUTPUT = 64 * MEGABYTE
