"""The verdict, judged by looking at every cell."""
