"""A program run: its text parsed, its frame found, every statement carried out within a budget."""
