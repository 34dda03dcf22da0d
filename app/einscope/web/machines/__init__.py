"""For machines that read a site before they ask it: ``/llms.txt``, ``/robots.txt`` and ``/sitemap.xml``."""
