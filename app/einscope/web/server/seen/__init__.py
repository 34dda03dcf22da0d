"""What is seen of the server from outside: whether it takes requests, what it counts, what it writes down."""
