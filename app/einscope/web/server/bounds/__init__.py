"""What one process takes on: so much memory, so many that wait, each in turn; whoever comes beyond that comes again."""
