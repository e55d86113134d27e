"""The Streamlit app: shows what `synthesis` computes, and computes nothing itself."""
