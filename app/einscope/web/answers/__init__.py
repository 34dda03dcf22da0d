"""``/api/v1``: a request to its answer, field by field."""
