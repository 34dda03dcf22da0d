"""The language over HTTP: requests in, answers, pages and problem documents out."""
