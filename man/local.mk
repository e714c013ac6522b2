# The streams, the site file, and the overview; a tool's page is added by the
# tool's own folder.
dist_man_MANS += \
	man/birdfeed-fragments.5 \
	man/birdfeed-peers.5 \
	man/birdfeed-records.5 \
	man/birdfeed-site.5 \
	man/birdfeed.7

# The manual as HTML, with an index of pages and keys.
EXTRA_DIST += man/make-html man/manual.css
html-local:
	$(AM_V_GEN)set --; for page in $(dist_man_MANS); do \
		if test -e $$page; then set -- "$$@" $$page; \
		else set -- "$$@" $(srcdir)/$$page; fi; done; \
		$(SHELL) $(srcdir)/man/make-html html "$$@"
install-html-local: html-local
	$(MKDIR_P) '$(DESTDIR)$(htmldir)'
	$(INSTALL_DATA) html/* '$(DESTDIR)$(htmldir)'
uninstall-html:
	for page in $(dist_man_MANS); do \
		rm -f '$(DESTDIR)$(htmldir)'/$${page##*/}.html; \
	done
	rm -f '$(DESTDIR)$(htmldir)/index.html' '$(DESTDIR)$(htmldir)/manual.css'
clean-local: clean-html
clean-html:
	rm -rf html
.PHONY: uninstall-html clean-html
