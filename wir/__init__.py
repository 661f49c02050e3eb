"""WIR-dashboard: how nursing homes work together per region, from an Excel register to tables."""

import os

__version__ = "0.1.0"

# The Word report brings lxml along, and openpyxl would read workbooks with it from then on: unlike defusedxml, lxml
# does not refuse a workbook that declares entities.
os.environ["OPENPYXL_LXML"] = "False"
