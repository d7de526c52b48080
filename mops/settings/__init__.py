"""Settings: base is common; development, production and test say what differs."""
