bin_PROGRAMS += registry-keys
dist_man_MANS += man/registry-keys.1
BATS_TESTS += tests/registry-keys/registry-keys.bats
registry_keys_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS) \
	$(PEER_SHELL_IS)
registry_keys_LDADD = $(STREAM_LIBS)
registry_keys_SOURCES = \
	src/registry-keys/auth-line.c src/registry-keys/auth-line.h \
	src/registry-keys/key-folder.c src/registry-keys/key-folder.h \
	src/registry-keys/key-format.c src/registry-keys/key-format.h \
	src/registry-keys/keyring.c src/registry-keys/keyring.h \
	src/registry-keys/login-name.c src/registry-keys/login-name.h \
	src/registry-keys/main.c \
	src/registry-keys/options.c src/registry-keys/options.h
