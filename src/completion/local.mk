# Completions for bash, zsh and fish, from what each tool's --help says.
completion_sources = \
	src/completion/make-completions \
	src/completion/options.awk \
	src/completion/emit.awk \
	src/completion/completion.bash \
	src/completion/completion.zsh \
	src/completion/completion.fish
EXTRA_DIST += $(completion_sources)
BATS_TESTS += tests/completion/completion.bats

bashcompdir = $(datadir)/bash-completion/completions
zshcompdir = $(datadir)/zsh/site-functions
fishcompdir = $(datadir)/fish/vendor_completions.d
completed = $(bin_PROGRAMS) $(sbin_PROGRAMS) birdfeed

completions/stamp: $(completed) $(completion_sources)
	$(AM_V_GEN)rm -rf completions && \
		$(SHELL) $(srcdir)/src/completion/make-completions \
			$(srcdir)/src/completion completions \
			$(completed:%=./%) && \
		touch $@
if RUN_TOOLS
all-local: completions/stamp

# bash looks a tool's file up by its name, and one file has all of them.
install-completions: completions/stamp
	$(MKDIR_P) '$(DESTDIR)$(bashcompdir)' '$(DESTDIR)$(zshcompdir)' \
		'$(DESTDIR)$(fishcompdir)'
	$(INSTALL_DATA) completions/bash/birdfeed '$(DESTDIR)$(bashcompdir)'
	$(INSTALL_DATA) completions/zsh/_birdfeed '$(DESTDIR)$(zshcompdir)'
	$(INSTALL_DATA) completions/fish/*.fish '$(DESTDIR)$(fishcompdir)'
	for tool in $(completed:%$(EXEEXT)=%); do \
		test $$tool = birdfeed || ln -sf birdfeed \
			'$(DESTDIR)$(bashcompdir)'/$$tool || exit 1; \
	done
else
install-completions:
endif
uninstall-completions:
	rm -f '$(DESTDIR)$(zshcompdir)/_birdfeed'
	for tool in $(completed:%$(EXEEXT)=%); do \
		rm -f '$(DESTDIR)$(bashcompdir)'/$$tool \
			'$(DESTDIR)$(fishcompdir)'/$$tool.fish; \
	done
clean-local: clean-completions
clean-completions:
	rm -rf completions
.PHONY: install-completions uninstall-completions clean-completions
