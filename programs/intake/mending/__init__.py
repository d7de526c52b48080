"""The admin's own sheet with its bad cells marked, and that sheet mended and sent again."""
