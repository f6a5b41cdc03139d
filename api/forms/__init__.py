"""Office forms in Excel: read as they are really filled in, stored once, and written back out."""
