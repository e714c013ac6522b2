# sshd runs it, and nobody else.
pkglibexec_PROGRAMS += guest-key
dist_man_MANS += man/guest-key.8
guest_key_CPPFLAGS = $(AM_CPPFLAGS) $(PEER_SHELL_IS)
guest_key_LDADD = $(BASE_LIBS)
guest_key_SOURCES = src/guest-key/main.c
