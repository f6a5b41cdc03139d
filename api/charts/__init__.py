"""Pictures drawn on the server as SVG; each stands beside a table with the same numbers."""
