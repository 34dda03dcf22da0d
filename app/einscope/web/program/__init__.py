"""Programs over HTTP: the API, the page, and what both say."""
