"""A month's hours turned into money: what is due to whom, from whom, and what speaks against it."""
