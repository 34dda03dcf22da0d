"""``/api/v1/infer``: a gather array that a stranger sends, to the pattern that produces it."""
