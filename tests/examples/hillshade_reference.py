# SPDX-License-Identifier: BSD-3-Clause
# The numbers of hillshade_test.cpp, computed independently with NumPy: numpy.gradient, and angles all the way.
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
shade = np.cos(zenith) * np.cos(slope) + np.sin(zenith) * np.sin(slope) * np.cos(azimuth - np.radians(aspect))
shade = np.clip(shade, 0, 1)
image = np.rint(255 * shade).astype(np.uint8)

slope = np.degrees(slope)
flat = (south == 0) & (east == 0)
row_mean, column_mean = heights.mean(axis=1), heights.mean(axis=0)
above_row = heights - row_mean[:, np.newaxis]
above_column = heights - column_mean
row_std = np.sqrt((above_row ** 2).mean(axis=1))
column_std = np.sqrt((above_column ** 2).mean(axis=0))


def show(name, *values):
    print(name, *(repr(float(v)) for v in values))


show("heights: min, max, mean", heights.min(), heights.max(), heights.mean())
show("slope: max, mean, at (0, 0), (100, 200), (343, 402)", slope.max(), slope.mean(),
     slope[0, 0], slope[100, 200], slope[-1, -1])
show("aspect: at (0, 0), (100, 200), (343, 402), (200, 0)", aspect[0, 0], aspect[100, 200], aspect[-1, -1],
     aspect[200, 0])
show("share of cells facing north, east, south, west, and flat", *(
    ((np.floor((aspect + 45) / 90) % 4 == quarter) & ~flat).mean() for quarter in range(4)), flat.mean())
show("shade: min, max, mean, at (0, 0), (100, 200), (343, 402)", shade.min(), shade.max(), shade.mean(),
     shade[0, 0], shade[100, 200], shade[-1, -1])
show("image: sum, cells of 0, cells of 255", image.sum(dtype=int), (image == 0).sum(), (image == 255).sum())
show("row means: first, last, min, max", row_mean[0], row_mean[-1], row_mean.min(), row_mean.max())
show("row deviations: first, last, min, max", row_std[0], row_std[-1], row_std.min(), row_std.max())
show("column means: first, last, min, max", column_mean[0], column_mean[-1], column_mean.min(), column_mean.max())
show("column deviations: first, last, min, max", column_std[0], column_std[-1], column_std.min(), column_std.max())
show("farthest above and below the mean of its row", above_row.max(), above_row.min())
show("farthest above and below the mean of its column", above_column.max(), above_column.min())
