"""Every reading of a plan, each as somebody who has nothing else finds out where cells come from.

The index is the map, so all of them have to say the same: the sources of the map, the table of strides, the formula in
both directions, the places in the scene, the code of every library, and the second opinion.
"""
