"""The language over HTTP, asked in this process; only ``test_process`` starts a server."""
