# The site file.
noinst_LIBRARIES += libsite.a
libsite_a_CPPFLAGS = $(AM_CPPFLAGS) $(YAML_CFLAGS) $(SODIUM_CFLAGS)
libsite_a_SOURCES = \
	src/site/apply-settings.c src/site/apply-settings.h \
	src/site/ixp.c src/site/ixp.h \
	src/site/ixp-check.c src/site/ixp-check.h \
	src/site/mesh.c src/site/mesh.h \
	src/site/mesh-check.c src/site/mesh-check.h \
	src/site/mesh-links.c src/site/mesh-links.h \
	src/site/neighbor.c src/site/neighbor.h \
	src/site/neighbor-check.c src/site/neighbor-check.h \
	src/site/neighbor-unique.c src/site/neighbor-unique.h \
	src/site/network.c src/site/network.h \
	src/site/peer.c src/site/peer.h \
	src/site/peer-source.c src/site/peer-source.h \
	src/site/peering.c src/site/peering.h \
	src/site/policy-lists.c src/site/policy-lists.h \
	src/site/prefer.c src/site/prefer.h \
	src/site/registry-kind.c src/site/registry-kind.h \
	src/site/petition-text.c src/site/petition-text.h \
	src/site/request-record.c src/site/request-record.h \
	src/site/routers.c src/site/routers.h \
	src/site/routers-check.c src/site/routers-check.h \
	src/site/routes.c src/site/routes.h \
	src/site/rpki.c src/site/rpki.h \
	src/site/schema.c src/site/schema.h \
	src/site/self-service.c src/site/self-service.h \
	src/site/self-service-check.c src/site/self-service-check.h \
	src/site/session-defaults.c src/site/session-defaults.h \
	src/site/sessions.c src/site/sessions.h \
	src/site/site.c src/site/site.h \
	src/site/site-read.c src/site/site-read.h \
	src/site/sources.c src/site/sources.h \
	src/site/tagging.c src/site/tagging.h \
	src/site/value.c src/site/value.h \
	src/site/wireguard.c src/site/wireguard.h \
	src/site/ynode.c src/site/ynode.h
