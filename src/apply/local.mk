# apply changes the system, so it is installed where such tools are.
sbin_PROGRAMS += apply
apply_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS)
apply_LDADD = libbirdfeed.a $(YAML_LIBS) $(SODIUM_LIBS)
apply_SOURCES = \
	src/apply/main.c
