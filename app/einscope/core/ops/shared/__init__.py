"""What several operations share: patterns planned, blocks of an image, the request that one is mistaken for."""
