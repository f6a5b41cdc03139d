"""Tells the story of the demonstration district (`seed_data.story`) with the functions the pages use."""
