"""What each code of a problem document means, with an example that is asked while somebody reads it."""
