"""Maps that no affine index says: joined and laid-in pieces, lists, and sums of several maps."""
