"""Everything out: a workbook of all registers that an account may see, a sheet each."""
