"""What can be asked, read from a query or from JSON, and written down again as an address."""
