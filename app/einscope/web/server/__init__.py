"""What serves every request: limits, headers, compression, problems, languages, static files, threads."""
