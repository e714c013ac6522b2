bin_PROGRAMS += site-show
dist_man_MANS += man/site-show.1
BATS_TESTS += tests/site-show/site-show.bats
site_show_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS)
site_show_LDADD = $(SITE_LIBS)
site_show_SOURCES = src/site-show/main.c
