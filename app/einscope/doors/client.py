"""The client; see below."""
