"""What a colour looks like to people who see fewer hues, and how far two colours are apart.

The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
Vision Deficiency" (2009), at full severity, for linear RGB. Distances are Euclidean in OKLab (Ottosson, 2020), where
about 0.02 is just noticed.
"""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

VISIONS: dict[str, Numbers] = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def seen(colour: str, vision: str) -> Numbers:
    """Linear RGB of a #rrggbb colour as somebody sees it, within what a screen can show."""
    encoded = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    found: Numbers = np.clip(VISIONS[vision] @ linear, 0, 1)
    return found


def contrast(one: str, other: str, vision: str) -> float:
    """The contrast of WCAG as somebody sees it."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    lighter, darker = sorted((float(weights @ seen(one, vision)), float(weights @ seen(other, vision))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def apart(one: str, other: str, vision: str) -> float:
    """The distance of two colours as somebody sees them."""
    return float(np.linalg.norm(_lab(seen(one, vision)) - _lab(seen(other, vision))))


def _lab(linear: Numbers) -> Numbers:
    found: Numbers = _LAB @ np.cbrt(_CONES @ linear)
    return found
