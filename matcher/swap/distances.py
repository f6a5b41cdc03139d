"""Great-circle distances between points in WGS84 degrees."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
EARTH_RADIUS_KM = 6371.0088


def kilometres(lng_a: Floats | float, lat_a: Floats | float, lng_b: Floats | float, lat_b: Floats | float) -> Floats:
    """Great-circle distance by the haversine formula, broadcasting.

    >>> round(float(kilometres(113.24, 23.11, 113.22, 23.06)), 2)
    5.92
    """
    east, north = np.radians(np.subtract(lng_b, lng_a)), np.radians(np.subtract(lat_b, lat_a))
    shrink = np.cos(np.radians(lat_a)) * np.cos(np.radians(lat_b))
    half = np.sin(north / 2) ** 2 + shrink * np.sin(east / 2) ** 2
    found: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, half)))
    return found
