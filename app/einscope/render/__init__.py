"""Pictures that travel: the scene as SVG that plays by itself, and as pixels. Nothing is laid out here."""
