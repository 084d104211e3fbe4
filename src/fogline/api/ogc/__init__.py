"""The layers as OGC API - Features: QGIS, GDAL and other clients list and open them."""

from fogline.api.ogc.routes import router

__all__ = ["router"]
