"""The notebooks as others see them: the class view, pages that open from disk, slides."""
