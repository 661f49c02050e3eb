// Where the server is: beside this file. Streamlit would look for it under the path of the page first, and ask twice.
window.__streamlit = { BACKEND_BASE_URL: new URL('.', import.meta.url).href };
