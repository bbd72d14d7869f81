"""The paper in the whole window, with thumbnails."""
