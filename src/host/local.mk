# What a machine is asked.
noinst_LIBRARIES += libhost.a
libhost_a_CPPFLAGS = $(AM_CPPFLAGS) $(CURL_CFLAGS)
libhost_a_SOURCES = \
	src/host/birdctl.c src/host/birdctl.h \
	src/host/https.c src/host/https.h \
	src/host/iproute.c src/host/iproute.h \
	src/host/iprule.c src/host/iprule.h \
	src/host/netlink.c src/host/netlink.h \
	src/host/run.c src/host/run.h \
	src/host/wgdump.c src/host/wgdump.h
