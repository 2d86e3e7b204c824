"""The course's tests; a package of its own, since an installed library brings one called ``tests`` along."""
