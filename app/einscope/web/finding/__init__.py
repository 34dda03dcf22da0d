"""What the search of every page looks through."""
