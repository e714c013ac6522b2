bin_PROGRAMS += peer-validate
peer_validate_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS)
peer_validate_LDADD = libbirdfeed.a $(YAML_LIBS) $(SODIUM_LIBS)
peer_validate_SOURCES = \
	src/peer-validate/main.c
