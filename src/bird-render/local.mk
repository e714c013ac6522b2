bin_PROGRAMS += bird-render
bird_render_LDADD = libbirdfeed.a $(YAML_LIBS) $(SODIUM_LIBS)
bird_render_SOURCES = \
	src/bird-render/main.c
