"""The pages, drawn on the server with their first answer inside."""
