# The way in: one shell script, made of these.
bin_SCRIPTS = birdfeed
birdfeed_parts = \
	src/birdfeed/question.sh \
	src/birdfeed/site-file.sh \
	src/birdfeed/init.sh \
	src/birdfeed/run.sh \
	src/birdfeed/demo.sh \
	src/birdfeed/doctor.sh \
	src/birdfeed/doctor-host.sh \
	src/birdfeed/doctor-bird.sh \
	src/birdfeed/doctor-firewall.sh
birdfeed_awk = src/birdfeed/firewall.awk src/birdfeed/iptables.awk
EXTRA_DIST += src/birdfeed/head.sh src/birdfeed/main.sh $(birdfeed_parts) \
	$(birdfeed_awk)
CLEANFILES += birdfeed
dist_man_MANS += man/birdfeed.1
BATS_TESTS += tests/birdfeed/birdfeed.bats tests/birdfeed/doctor.bats \
	tests/birdfeed/readme.bats
LAB_TESTS += tests/lab/doctor.bats tests/lab/front-door.bats
EXTRA_DIST += tests/birdfeed/front-door.bash

# An awk program becomes a function that prints it.
birdfeed: src/birdfeed/head.sh src/birdfeed/main.sh $(birdfeed_parts) \
		$(birdfeed_awk) Makefile
	$(AM_V_GEN)cd $(srcdir) && { \
		cat src/birdfeed/head.sh; \
		for part in $(birdfeed_parts); do echo; cat $$part; done; \
		for part in $(birdfeed_awk); do \
			echo; \
			echo "$$(basename $$part .awk)_awk() {"; \
			echo "	cat <<'END_OF_AWK'"; \
			cat $$part; \
			echo END_OF_AWK; \
			echo '}'; \
		done; \
		echo; cat src/birdfeed/main.sh; } | \
		sed -e 's|[@]VERSION[@]|$(VERSION)|' \
			-e 's|[@]pkgdatadir[@]|$(pkgdatadir)|' \
			-e 's|[@]namesdir[@]|$(namesdir)|' \
		>$(abs_builddir)/birdfeed.tmp && \
		chmod +x $(abs_builddir)/birdfeed.tmp && \
		mv $(abs_builddir)/birdfeed.tmp $(abs_builddir)/birdfeed

# The examples are what init and demo begin with.
birdfeed_examples = dn42 edge ixp
install-examples:
	$(MKDIR_P) '$(DESTDIR)$(pkgdatadir)'
	for example in $(birdfeed_examples); do \
		rm -rf '$(DESTDIR)$(pkgdatadir)'/$$example && \
		cp -R '$(srcdir)'/examples/$$example \
			'$(DESTDIR)$(pkgdatadir)' || exit 1; \
	done
	chmod -R u+w,go-w,a+rX '$(DESTDIR)$(pkgdatadir)'
uninstall-examples:
	for example in $(birdfeed_examples); do \
		rm -rf '$(DESTDIR)$(pkgdatadir)'/$$example; \
	done
install-data-hook: install-examples install-completions
install-exec-hook: install-names
uninstall-hook: uninstall-examples uninstall-completions uninstall-html \
	uninstall-names
.PHONY: install-examples uninstall-examples install-names uninstall-names

# With --program-prefix and its like, scripts and tools find each other by their
# own names in here.
namesdir = $(pkglibexecdir)/names
RENAME = rename() { \
		new=`echo $$1 | sed '$(transform)'`; \
		test $$new = $$1 || { $(MKDIR_P) '$(DESTDIR)'$$3 && \
			ln -sf $$2/$$new '$(DESTDIR)'$$3/$$1; }; \
	}
install-names:
	$(RENAME); \
	for tool in $(bin_PROGRAMS:%$(EXEEXT)=%) $(bin_SCRIPTS); do \
		rename $$tool $(bindir) $(namesdir) || exit 1; \
	done; \
	for tool in $(sbin_PROGRAMS:%$(EXEEXT)=%); do \
		rename $$tool $(sbindir) $(namesdir) || exit 1; \
	done; \
	for tool in guest-key peer-shell; do \
		rename $$tool $(pkglibexecdir) $(pkglibexecdir) || exit 1; \
	done
uninstall-names:
	rm -rf '$(DESTDIR)$(namesdir)'
	rm -f '$(DESTDIR)$(pkglibexecdir)'/guest-key \
		'$(DESTDIR)$(pkglibexecdir)'/peer-shell
