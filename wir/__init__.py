"""WIR-dashboard: how nursing homes work together per region, from an Excel register to tables."""

__version__ = "0.1.0"
