"""Files that offices or attackers could send, made byte by byte, each with what must come of it."""
