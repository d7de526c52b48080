"""Pages of labour-office lists, from the upload to the people taken in."""
