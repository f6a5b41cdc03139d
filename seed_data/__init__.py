"""Public codes, the made-up demonstration district and sample forms.

Nothing in the demonstration is about real people or firms.
"""
