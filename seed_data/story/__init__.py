"""What happened in the demonstration district in the two weeks up to its day: who did what when, as plain data.

`api.story` tells it with the functions of the product itself, so that every rule holds for what is told.
"""
