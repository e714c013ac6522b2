bin_PROGRAMS += wg-render
dist_man_MANS += man/wg-render.1
BATS_TESTS += tests/wg-render/wg-render.bats
LAB_TESTS += tests/lab/paste.bats
wg_render_LDADD = librender.a $(SITE_LIBS)
wg_render_SOURCES = \
	src/wg-render/main.c \
	src/wg-render/networkd.c src/wg-render/networkd.h \
	src/wg-render/options.c src/wg-render/options.h \
	src/wg-render/peer-intake.c src/wg-render/peer-intake.h \
	src/wg-render/tunnel-format.c src/wg-render/tunnel-format.h \
	src/wg-render/tunnel-side.c src/wg-render/tunnel-side.h \
	src/wg-render/tunnels.c src/wg-render/tunnels.h \
	src/wg-render/wgquick.c src/wg-render/wgquick.h
