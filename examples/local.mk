# Whole folders: their names hold characters that make(1) takes for its own.
EXTRA_DIST += examples/cleanup examples/dn42 examples/edge examples/ixp examples/network \
	examples/self-service examples/systemd

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
if HAVE_LEASE_SERVE
unit_DATA += units/birdfeed-lease.service \
	units/birdfeed-lease-expire.service units/birdfeed-lease-expire.timer
endif
if HAVE_SQLITE
unit_DATA += units/birdfeed-peer-ssh.service units/birdfeed.path \
	units/birdfeed-peer-status.service units/birdfeed-peer-status.timer
# What the README of examples/self-service copies, with its paths.
selfservicedir = $(pkgdatadir)/self-service
selfservice_DATA = units/sshd_config
dist_selfservice_DATA = examples/self-service/welcome \
	examples/self-service/sysusers.conf examples/self-service/tmpfiles.conf
dist_selfservice_SCRIPTS = examples/self-service/pipeline \
	examples/self-service/from-peering-links
endif
units/sshd_config: examples/self-service/sshd_config
	$(AM_V_GEN)$(MKDIR_P) units && \
		sed 's|/usr/local/libexec/birdfeed|$(pkglibexecdir)|' '$<' >'$@'
CLEANFILES += units/sshd_config
comma = ,
renamed = $(filter-out s$(comma)x$(comma)x$(comma),$(transform))
units/%: examples/self-service/systemd/%
	$(AM_V_GEN)$(MKDIR_P) units && sed \
		-e 's|/usr/local/bin/|$(if $(renamed),$(namesdir),$(bindir))/|' \
		'$<' >'$@'
units/%: examples/systemd/%
	$(AM_V_GEN)$(MKDIR_P) units && sed \
		-e 's|/usr/local/sbin/|$(if $(renamed),$(namesdir),$(sbindir))/|' \
		-e 's|/usr/local/bin/|$(if $(renamed),$(namesdir),$(bindir))/|' \
		'$<' >'$@'
CLEANFILES += $(unit_DATA)

# What runs the examples: the pipeline and its stages' deaths, the real data
# where there is some, and the lab.
BATS_TESTS += tests/examples/deploy.bats \
	tests/examples/ixp.bats \
	tests/examples/pipeline.bats \
	tests/examples/self-service.bats \
	tests/examples/systemd.bats
LAB_TESTS += tests/lab/two-routers.bats tests/lab/mesh.bats \
	tests/lab/network.bats tests/lab/edge.bats
LAB_TESTS += tests/lab/self-service.bats
EXTRA_DIST += tests/lab/lab.bash tests/lab/exchange.bash \
	tests/lab/self-service.bash
