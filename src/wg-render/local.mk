bin_PROGRAMS += wg-render
wg_render_LDADD = libbirdfeed.a $(YAML_LIBS) $(SODIUM_LIBS)
wg_render_SOURCES = \
	src/wg-render/main.c
