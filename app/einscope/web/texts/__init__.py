"""Answers as plain text: ``/{op}.txt``, and pages for whoever asks for ``text/plain``; and the client's file."""
