"""From a cell to a clean value, with what is wrong said in Polish."""
