# SPDX-License-Identifier: BSD-3-Clause
# The numbers of hillshade_test.cpp, computed independently with NumPy: by numpy.gradient and with
# angles all the way.
# Run from this folder: python3 hillshade_reference.py
import numpy as np

heights = np.load("../../examples/data/jacksboro_dem.npy").astype(float)
rows, columns = heights.shape
step_y = 92.6  # metres between rows, which run from north to south
step_x = 92.6 * np.cos(np.radians(36.6))  # metres between columns, from west to east

south, east = np.gradient(heights, step_y, step_x)
slope = np.arctan(np.hypot(south, east))
# The compass direction that a slope faces is the direction in which it falls.
aspect = np.degrees(np.arctan2(-east, south)) % 360

azimuth, altitude = np.radians(315), np.radians(45)
zenith = np.pi / 2 - altitude
shade = (np.cos(zenith) * np.cos(slope)
         + np.sin(zenith) * np.sin(slope) * np.cos(azimuth - np.radians(aspect)))
shade = np.clip(shade, 0, 1)
image = np.rint(255 * shade).astype(np.uint8)

slope = np.degrees(slope)
row_mean, column_mean = heights.mean(axis=1), heights.mean(axis=0)
above_row = heights - row_mean[:, np.newaxis]
above_column = heights - column_mean
row_std = np.sqrt((above_row ** 2).mean(axis=1))
column_std = np.sqrt((above_column ** 2).mean(axis=0))


def show(name, *values):
    print(name, *(repr(float(v)) for v in values))


corner, inside, last, edge = (0, 0), (100, 200), (343, 402), (200, 0)
show("heights: min, max, mean", heights.min(), heights.max(), heights.mean())
show("slope: max, mean, (0, 0), (100, 200), (343, 402)",
     slope.max(), slope.mean(), slope[corner], slope[inside], slope[last])
show("share of cells steeper than 20 degrees, and level", (slope > 20).mean(), (slope == 0).mean())
show("aspect: mean, (0, 0), (100, 200), (343, 402), (200, 0)",
     aspect.mean(), aspect[corner], aspect[inside], aspect[last], aspect[edge])
show("shade: min, max, mean, (0, 0), (100, 200), (343, 402)",
     shade.min(), shade.max(), shade.mean(), shade[corner], shade[inside], shade[last])
show("image: sum", image.sum(dtype=int))
for name, mean, deviation, above in (("row", row_mean, row_std, above_row),
                                     ("column", column_mean, column_std, above_column)):
    show(name + " means: first, last, min, max", mean[0], mean[-1], mean.min(), mean.max())
    show(name + " deviations: first, last, min, max",
         deviation[0], deviation[-1], deviation.min(), deviation.max())
    show("farthest above and below the mean of its " + name, above.max(), above.min())
