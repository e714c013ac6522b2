bin_PROGRAMS += mrt-origins
dist_man_MANS += man/mrt-origins.1
BATS_TESTS += tests/mrt-origins/mrt-origins.bats

# What reads the records: the fuzz target has it, too.
noinst_LIBRARIES += libmrt.a
libmrt_a_SOURCES = \
	src/mrt-origins/as-path.c src/mrt-origins/as-path.h \
	src/mrt-origins/mrt.c src/mrt-origins/mrt.h

mrt_origins_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) $(SODIUM_CFLAGS)
mrt_origins_LDADD = libmrt.a librpsl.a $(STREAM_LIBS) $(ARCHIVE_LIBS)
mrt_origins_SOURCES = \
	src/mrt-origins/day-set.c src/mrt-origins/day-set.h \
	src/mrt-origins/dump-cache.c src/mrt-origins/dump-cache.h \
	src/mrt-origins/dump-list.c src/mrt-origins/dump-list.h \
	src/mrt-origins/dump-pool.c src/mrt-origins/dump-pool.h \
	src/mrt-origins/dump.c src/mrt-origins/dump.h \
	src/mrt-origins/main.c \
	src/mrt-origins/options.c src/mrt-origins/options.h \
	src/mrt-origins/origin-table.c src/mrt-origins/origin-table.h

EXTRA_DIST += tests/mrt-origins/mrt.bash tests/mrt-origins/dumps
