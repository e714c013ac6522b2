#!/usr/bin/env bats
# Completions: each option of each tool, and names out of the site file.

bats_load_library bats-support
bats_load_library bats-assert

setup() {
	made=$TOP_BUILDDIR/completions
	[ -e "$made/stamp" ] || skip "the tools could not be run"
	cd "$TOP_SRCDIR/examples/dn42" || return
}

# tools: the names of all tools that have completions.
tools() {
	cut -f 1 "$made/table" | sort -u
}

# completes WORD...: what bash makes of the last word.
completes() {
	bash -c '. "$0/bash/birdfeed"
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_birdfeed
		printf "%s\n" "${COMPREPLY[@]}"' "$made" "$@"
}

@test "bash, zsh and fish read the files" {
	bash -n "$made/bash/birdfeed"
	if command -v shellcheck >/dev/null; then
		run shellcheck -s bash "$made/bash/birdfeed"
		assert_success
	fi
	command -v zsh >/dev/null || skip "no zsh"
	zsh -n "$made/zsh/_birdfeed"
	command -v fish >/dev/null || skip "no fish"
	for file in "$made"/fish/*.fish; do
		fish -n "$file"
	done
}

@test "each option of each tool's --help is in all three" {
	local tool options option
	[ "$(tools | wc -l)" -ge 18 ]
	for tool in $(tools); do
		options=$("$tool" --help | sed -nE 's/^  (-.,|   ) (--[a-z0-9-]+).*/\2/p')
		run completes "$tool" --
		assert_equal "$tool: $(sort <<<"$output")" \
			"$tool: $(sort <<<"$options")"
		grep -q "^#compdef.* $tool\b" "$made/zsh/_birdfeed"
		for option in $options; do
			grep -q -- "-l ${option#--} " "$made/fish/$tool.fish"
			sed -n "/^$tool)/,/;;/p" "$made/zsh/_birdfeed" |
				grep -q -e "'$option\\[" -e ",$option}"
		done
	done
}

@test "bash: options, verbs, words, files and names of the site file" {
	run completes apply --ro
	assert_output "$(printf -- '--router\n--rollback')"
	run completes apply -r ''
	assert_output willow-ams1
	run completes bird-render --remote as42424290020 ''
	refute_output --partial as4242429002
	run completes bird-render --remote as
	assert_output "$(printf 'as4242429002\nas4242429003\nas4242429004')"
	run completes peer-status --only as4242429002,as4242429003
	assert_output as4242429002,as4242429003
	run completes peer-status -f p
	assert_output prometheus
	run completes bird-render --only roa,f
	assert_output roa,filters
	run completes link-latency ''
	assert_output "$(printf 'sample\njudge\ntargets')"
	run completes birdfeed init ''
	assert_output "$(printf 'dn42\nedge\nixp\nparticipant')"
	run completes apply -s site
	assert_output site.yaml
	# Another site file, by -s and by -C.
	run completes bird-render -s ../edge/site.yaml --remote se
	assert_output "$(printf 'sedge\nsedge-v6')"
	run completes birdfeed -C ../edge -r ''
	assert_output reed-ams1
	# Without one there are no names, and no noise.
	cd "$BATS_TEST_TMPDIR"
	run completes apply -s nowhere.yaml -r ''
	assert_output ''
}

@test "fish completes the same" {
	command -v fish >/dev/null || skip "no fish"
	export HOME=$BATS_TEST_TMPDIR
	fishes() {
		run fish -c 'set -p fish_complete_path $argv[1]
			complete -C $argv[2]' "$made/fish" "$1"
	}
	fishes 'apply --rol'
	assert_output --partial --rollback
	fishes 'apply -r '
	assert_output --partial willow-ams1
	fishes 'bird-render --remote as'
	assert_output --partial as4242429003
	fishes 'birdfeed init '
	assert_line dn42
	fishes 'peer-status -f h'
	assert_output --partial html
}

@test "zsh completes options and names" {
	command -v zsh >/dev/null || skip "no zsh"
	export HOME=$BATS_TEST_TMPDIR
	# What the functions hand to zsh, without a terminal.
	cat >"$BATS_TEST_TMPDIR/try" <<-'END'
		_arguments() { print -l -- "$@"; }
		compadd() { print -l -- "$@"; }
		typeset -A opt_args
		service=$2
		. $1/zsh/_birdfeed
		_birdfeed_names router
		_birdfeed_names peer
	END
	run zsh -f "$BATS_TEST_TMPDIR/try" "$made" apply
	assert_success
	assert_line --partial '--rollback[go back'
	assert_line '(-r --router)-r[which router of the site (this host)]:router:_birdfeed_names router'
	assert_line willow-ams1
	assert_line as4242429004
	run zsh -f "$BATS_TEST_TMPDIR/try" "$made" birdfeed
	assert_line '2:word:(dn42 edge ixp participant)'
}

@test "zsh on a terminal completes names" {
	command -v zsh >/dev/null || skip "no zsh"
	command -v expect >/dev/null || skip "no expect"
	export HOME=$BATS_TEST_TMPDIR TERM=dumb MADE=$made
	run timeout -s KILL 120 expect -f - <<-'END'
		set timeout 30
		spawn zsh -f -i
		send "PS1='ready> '; fpath=($env(MADE)/zsh \$fpath); autoload -U compinit; compinit -u -D; echo be''gun\r"
		expect begun {} timeout {exit 3}
		expect "ready> "
		send "apply -s site.yaml -r \t"
		expect willow-ams1 {} timeout {exit 4}
		send "\025wg-render --remote \t\t"
		expect as4242429003 {} timeout {exit 5}
		send "\025birdfeed in\t"
		expect "birdfeed init" {} timeout {exit 6}
		exit 0
	END
	assert_success
}
