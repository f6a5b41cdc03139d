"""The papers of a swap: each made once as titles, sentences and tables, then shown as a page or written as .docx."""
