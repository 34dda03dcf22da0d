"""Einscope: where does every cell go when a tensor is rearranged, and by which formula?"""
