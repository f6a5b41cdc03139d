"""The fields of requests: their types, their names in Chinese, and the codes that must exist."""
