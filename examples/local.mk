# Whole folders: their names hold characters that make(1) takes for its own.
EXTRA_DIST += examples/cleanup examples/dn42 examples/edge examples/ixp examples/network \
	examples/systemd

# The units, with the tools where they are installed.
unitdir = @systemdsystemunitdir@
unit_DATA = \
	units/birdfeed.service units/birdfeed.timer \
	units/birdfeed-boot.service \
	units/birdfeed-registry.service units/birdfeed-registry.timer \
	units/birdfeed-resolve.service units/birdfeed-resolve.timer
if HAVE_MNL
unit_DATA += units/birdfeed-latency.service units/birdfeed-latency.timer
endif
units/%: examples/systemd/%
	$(AM_V_GEN)$(MKDIR_P) units && \
		sed -e 's|/usr/local/sbin/|$(sbindir)/|' \
			-e 's|/usr/local/bin/|$(bindir)/|' '$<' >'$@'
CLEANFILES += $(unit_DATA)

# What runs the examples: the pipeline and its stages' deaths, the real data
# where there is some, and the lab.
BATS_TESTS += tests/pipeline.bats tests/real.bats tests/deploy.bats \
	tests/systemd.bats tests/ixp-example.bats
LAB_TESTS += tests/lab/two-routers.bats tests/lab/mesh.bats \
	tests/lab/network.bats tests/lab/edge.bats
EXTRA_DIST += tests/lab/lab.bash tests/lab/exchange.bash
