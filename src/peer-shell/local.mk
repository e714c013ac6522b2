if HAVE_SQLITE
bin_PROGRAMS += peer-shell
dist_man_MANS += man/peer-shell.8
BATS_TESTS += tests/peer-shell/guest.bats tests/peer-shell/peer-shell.bats \
	tests/peer-shell/terminal.bats
endif
EXTRA_DIST += tests/peer-shell/service.bash
peer_shell_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS) \
	$(LIBEDIT_CFLAGS)
peer_shell_LDADD = libhost.a $(STORE_LIBS) $(JANSSON_LIBS) $(LIBEDIT_LIBS)
peer_shell_SOURCES = \
	src/peer-shell/audit.c \
	src/peer-shell/audit.h \
	src/peer-shell/caller.c \
	src/peer-shell/caller.h \
	src/peer-shell/carry-out.c \
	src/peer-shell/carry-out.h \
	src/peer-shell/dialogue.c \
	src/peer-shell/dialogue.h \
	src/peer-shell/effect.c \
	src/peer-shell/effect.h \
	src/peer-shell/form.c \
	src/peer-shell/form.h \
	src/peer-shell/line-input.c \
	src/peer-shell/line-input.h \
	src/peer-shell/main.c \
	src/peer-shell/peer-choice.c \
	src/peer-shell/peer-choice.h \
	src/peer-shell/prompts.c \
	src/peer-shell/prompts.h \
	src/peer-shell/reply.c \
	src/peer-shell/reply.h \
	src/peer-shell/request-show.c \
	src/peer-shell/request-show.h \
	src/peer-shell/shell-verb.c \
	src/peer-shell/shell-verb.h \
	src/peer-shell/shell-words.c \
	src/peer-shell/shell-words.h \
	src/peer-shell/shell.c \
	src/peer-shell/shell.h \
	src/peer-shell/signed-text.c \
	src/peer-shell/signed-text.h \
	src/peer-shell/store-place.c \
	src/peer-shell/store-place.h \
	src/peer-shell/trial.c \
	src/peer-shell/trial.h \
	src/peer-shell/verb-admin.c \
	src/peer-shell/verb-admin.h \
	src/peer-shell/verb-change.c \
	src/peer-shell/verb-change.h \
	src/peer-shell/verb-guest.c \
	src/peer-shell/verb-guest.h \
	src/peer-shell/verb-read.c \
	src/peer-shell/verb-read.h

# sshd's way to it: with the files that the pipeline of examples/self-service
# writes for the user that all sign in as.
if HAVE_SQLITE
pkglibexec_SCRIPTS = libexec/peer-shell
endif
libexec/peer-shell: Makefile
	$(AM_V_GEN)$(MKDIR_P) libexec && { echo '#!/bin/sh' && \
		echo 'PATH=$(namesdir):$(bindir):/usr/bin:/bin; export PATH' && \
		echo 'exec peer-shell -s /run/birdfeed-peer/site.yaml' \
			'--reserved /run/birdfeed-peer/peers "$$@"'; } >$@ && \
		chmod 755 $@
CLEANFILES += libexec/peer-shell
