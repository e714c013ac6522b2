bin_PROGRAMS += registry-graph
dist_man_MANS += man/registry-graph.1
BATS_TESTS += tests/registry-graph/registry-graph.bats \
	tests/registry-graph/removal.bats \
	tests/registry-graph/cleanup-example.bats
registry_graph_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS)
registry_graph_LDADD = $(STREAM_LIBS) $(JANSSON_LIBS)
registry_graph_SOURCES = \
	src/registry-graph/arena.c src/registry-graph/arena.h \
	src/registry-graph/drawing.c src/registry-graph/drawing.h \
	src/registry-graph/graph-build.c src/registry-graph/graph-build.h \
	src/registry-graph/graph-class.c src/registry-graph/graph-class.h \
	src/registry-graph/graph-json.c src/registry-graph/graph-json.h \
	src/registry-graph/graph-question.c src/registry-graph/graph-question.h \
	src/registry-graph/graph.c src/registry-graph/graph.h \
	src/registry-graph/inactivity-page.c \
	src/registry-graph/inactivity.c src/registry-graph/inactivity.h \
	src/registry-graph/key-list.c src/registry-graph/key-list.h \
	src/registry-graph/main.c \
	src/registry-graph/options.c src/registry-graph/options.h \
	src/registry-graph/relation.c src/registry-graph/relation.h \
	src/registry-graph/removal-script.c src/registry-graph/removal-script.h \
	src/registry-graph/removal.c src/registry-graph/removal.h \
	src/registry-graph/walk.c src/registry-graph/walk.h

EXTRA_DIST += tests/registry-graph/graph.bash tests/registry-graph/tree
