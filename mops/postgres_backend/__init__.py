"""Django's PostgreSQL backend, which also starts the private server at the first connection."""
