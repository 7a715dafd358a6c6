"""PDF: printed lines and ruled tables, page by page."""
