"""Sessions and kits as files: written safely, read strictly, named plainly."""
