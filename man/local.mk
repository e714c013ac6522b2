# The streams, the site file, and the overview; a tool's page is added by the
# tool's own folder.
dist_man_MANS += \
	man/birdfeed-fragments.5 \
	man/birdfeed-peers.5 \
	man/birdfeed-records.5 \
	man/birdfeed-site.5 \
	man/birdfeed.7
