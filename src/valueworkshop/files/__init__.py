"""Sessions and kits as files: saved safely, checked strictly, with mistakes named plainly."""
