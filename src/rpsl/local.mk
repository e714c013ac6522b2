# Registry objects from a tree, a tarball or text.
noinst_LIBRARIES += librpsl.a
librpsl_a_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) $(SODIUM_CFLAGS)
librpsl_a_SOURCES = \
	src/rpsl/attr.c src/rpsl/attr.h \
	src/rpsl/class-filter.c src/rpsl/class-filter.h \
	src/rpsl/compressed-input.c src/rpsl/compressed-input.h \
	src/rpsl/commit-time.c src/rpsl/commit-time.h \
	src/rpsl/directory-listing.c src/rpsl/directory-listing.h \
	src/rpsl/filter-rule.c src/rpsl/filter-rule.h \
	src/rpsl/line-comment.c src/rpsl/line-comment.h \
	src/rpsl/object-batch.c src/rpsl/object-batch.h \
	src/rpsl/object-class.c src/rpsl/object-class.h \
	src/rpsl/object-keys.c src/rpsl/object-keys.h \
	src/rpsl/object-reader.c src/rpsl/object-reader.h \
	src/rpsl/registry-file.c src/rpsl/registry-file.h \
	src/rpsl/registry-source.c src/rpsl/registry-source.h \
	src/rpsl/registry-tree.c src/rpsl/registry-tree.h \
	src/rpsl/registry.c src/rpsl/registry.h \
	src/rpsl/route-object.c src/rpsl/route-object.h \
	src/rpsl/route-roas.c src/rpsl/route-roas.h \
	src/rpsl/rpsl-text.c src/rpsl/rpsl-text.h \
	src/rpsl/stored-object.c src/rpsl/stored-object.h \
	src/rpsl/tarball.c src/rpsl/tarball.h \
	src/rpsl/text-scan-sse2.h \
	src/rpsl/text-scan.c src/rpsl/text-scan.h \
	src/rpsl/thread-pool.c src/rpsl/thread-pool.h
