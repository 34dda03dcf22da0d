"""What is asked by addresses given as parameters: two states compared, a frame by oEmbed."""
