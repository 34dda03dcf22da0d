"""Where the cells of one tensor stand: directions, steps in pixels, brackets, paper."""
