"""Where this server is, as whoever asks sees it."""
