"""Who may do what to whose records: the table, its scopes, who is signed in, and the trace that is left."""
