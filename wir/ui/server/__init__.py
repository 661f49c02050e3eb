"""The server, in a folder of its own: Streamlit puts the folder of what it runs first on the path of imports."""
