"""What a program may call: the registry of functions and methods, their signatures, their arguments."""
