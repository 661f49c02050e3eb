"""What pages share on screen; with dashboard.py and pages/ the only place that imports Streamlit."""
