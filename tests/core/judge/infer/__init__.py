"""From sources back to patterns; numpy and einops judge what is said."""
