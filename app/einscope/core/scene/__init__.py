"""The plan as pictures: figures of its tensors, and the flight of every block from one to the other.

Whoever draws adds up vectors and decides nothing; there is no second layout.
"""

from einscope.core.scene.scene import Scene, scene

__all__ = ["Scene", "scene"]
