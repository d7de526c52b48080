"""From bytes to cells, within limits, in a process of its own. Knows nothing of people or Django."""
