"""Who might fill a vacancy, as its employer may know them, and what the employer decides about each."""
