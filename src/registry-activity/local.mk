bin_PROGRAMS += registry-activity
dist_man_MANS += man/registry-activity.1
BATS_TESTS += tests/registry-activity/registry-activity.bats

# What reads the lines: the fuzz target has it, too.
noinst_LIBRARIES += libgitlog.a
libgitlog_a_SOURCES = \
	src/registry-activity/git-log.c src/registry-activity/git-log.h

registry_activity_LDADD = libgitlog.a $(STREAM_LIBS)
registry_activity_SOURCES = src/registry-activity/main.c
