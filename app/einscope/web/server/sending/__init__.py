"""How answers are sent: packed, tagged, and not twice."""
