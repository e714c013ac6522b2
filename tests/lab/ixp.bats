#!/usr/bin/env bats
# An exchange that holds its participants to what is theirs.  Each step goes on
# from where the one before it left the network.

load exchange

setup_file() {
	[ -z "$(lab_lacks)" ] || return 0	# setup() says so
	exchange_up
	site_of_exchange >ixp.yaml
	records <<-END
	participant|AS$ALICE|address=100.64.0.10|prefix=2001:db8:5b::/48|prefix=2001:db8:5c::/48|prefix=2001:db8:5e::/48|prefix=2001:db8:5f::/48|user=alice@example.com
	participant|AS$BOB|address=100.64.0.11|prefix=2001:db8:5d::/48|prefix=198.51.100.0/24|user=bob@example.net
	participant|AS$CAROL|address=100.101.7.3|user=carol@example.org
	END
}

teardown_file() {
	exchange_down
}

# records: standard input, with | for TAB, as the exchange's participants.
records() {
	{ echo '%begin birdfeed-records 1'; tr '|' '\t'; echo %end; } >"$LAB/records"
}

run_ixp() {
	bird-render -s "$LAB/ixp.yaml" <"$LAB/records" |
		lab_in ixp apply -s "$LAB/ixp.yaml" 3>&-
}

@test "the exchange is installed, and BIRD takes it" {
	run run_ixp
	assert_success
	assert_output --partial bird/ixp.conf
	lab_bird ixp "$LAB/state/current/bird/bird.conf"
	lab_wait 10 lab_birdc ixp show status
	run run_ixp
	assert_success
	refute_output --partial changed
}

@test "four sessions come up, one of them from an address that is nobody's" {
	participants_up "$LAB/ixp.yaml" "$LAB/records"
}

@test "what is leased is accepted: two /48s, and one of each family" {
	leased_is_accepted
}

@test "another's, a more-specific, a default route: refused, and why" {
	foreign_is_refused
}

@test "their own with a wrong origin, or a wrong first AS: refused, and why" {
	forged_is_refused
}

@test "without a lease: everything comes, and nothing goes" {
	unleased_hears
}

@test "an address that is nobody's gets the table, and says nothing" {
	nobody_hears
}

@test "participants hear each other, and never what was refused" {
	lab_wait 20 has alice 198.51.100.0/24
	lab_wait 20 has bob 2001:db8:5b::/48
	for prefix in ::/0 2001:db8:5b:1::/64 2001:db8:5e::/48 2001:db8:5f::/48 \
	    2001:db8:61::/48 2001:db8:62::/48; do
		run lab_birdc bob show route "$prefix"
		refute_output --partial bf_server
	done
	run lab_birdc bob show route all 2001:db8:5b::/48
	assert_output --partial "64511 $ALICE"
}

@test "the participant's kernel has the route through the VPN" {
	in_kernel() {
		lab_in "$1" ip "$2" route show table "$4" "$3" | grep -q 'dev lan0'
	}
	for where in carol:4242 ixp:main; do
		lab_wait 30 in_kernel ${where%:*} -4 198.51.100.0/24 ${where#*:}
		lab_wait 30 in_kernel ${where%:*} -6 2001:db8:5b::/48 ${where#*:}
	done
	# The host's own packets do not use what a participant hears.
	run lab_in carol ip -6 route show table main 2001:db8:5b::/48
	assert_output ''
}

# page OPTION ...: the exchange's page, with its history.
page() {
	lab_in ixp peer-status -s "$LAB/ixp.yaml" -f html --history "$LAB/history" \
		-o "$LAB/page.html" "$@" "$LAB/records"
}

@test "a participant is found by AS number and address after BIRD's restart" {
	page
	run grep -cP '\tAS[0-9]+ 100\.[0-9.]+\tup$' "$LAB/history"
	assert_output 4	# and mallory, who says that she is alice
	birdc -s "$LAB/alice.run/bird.ctl" disable '"bf_*server*"'
	birdc -s "$LAB/ixp.run/bird.ctl" down
	stopped() {
		! lab_birdc ixp show status >/dev/null 2>&1
	}
	lab_wait 20 stopped
	lab_bird ixp "$LAB/state/current/bird/bird.conf"
	both_up() {
		[ "$(lab_birdc ixp show protocols | grep -c '^bf_participant.*Established')" = 3 ]
	}
	lab_wait 60 both_up
	page
	grep -P "\tAS$ALICE 100.64.0.10\tdown$" "$LAB/history"
	run grep -c "AS$BOB 100.64.0.11" "$LAB/history"
	for who in "AS$ALICE" 100.64.0.10; do
		lab_in ixp peer-status -s "$LAB/ixp.yaml" --only "$who" "$LAB/records" \
			>"$LAB/out" 2>"$LAB/err"
		[ ! -s "$LAB/err" ]
		run cat "$LAB/out"
		assert_line "AS$ALICE: 2001:db8:5b::/48: leased, but not announced"
	done
	birdc -s "$LAB/alice.run/bird.ctl" enable '"bf_*server*"'
	lab_wait 60 accepted 2001:db8:5b::/48 100.64.0.10
	page
	run tail -n 1 <(grep "AS$ALICE 100.64.0.10" "$LAB/history")
	assert_output --regexp 'up$'
	lab_wait 30 has bob 2001:db8:5b::/48
}

@test "a new lease is live and an expired one is gone, and no session notices" {
	before=$(since)
	[ "$(wc -l <<<"$before")" -ge 4 ]
	sed -i -e "/AS$ALICE/s/\tprefix=2001:db8:5c::.48//" \
		-e "/AS$CAROL/s/\tuser=/\tprefix=2001:db8:61::\/48&/" "$LAB/records"
	run run_ixp
	assert_success
	gone() {
		refused 2001:db8:5c::/48 100.64.0.10 9 &&
			! has bob 2001:db8:5c::/48
	}
	lab_wait 30 accepted 2001:db8:61::/48 100.101.7.3
	lab_wait 30 has bob 2001:db8:61::/48
	lab_wait 30 gone
	lab_kept "$before" "$(since)"
	has bob 2001:db8:5b::/48
}

@test "a participant who is gone says nothing any more, from the same session" {
	before=$(since)
	sed -i -e "/AS$BOB/d" "$LAB/records"
	run run_ixp
	assert_success
	lab_wait 30 refused 2001:db8:5d::/48 100.64.0.11 101
	gone() {
		! has carol 2001:db8:5d::/48 && ! has carol 198.51.100.0/24
	}
	lab_wait 30 gone
	lab_kept "$before" "$(since)"
}

@test "no participants at all are refused, twice" {
	before=$(readlink "$LAB/state/current")
	records </dev/null
	run run_ixp
	assert_failure 2
	assert_output --partial 'no participant record, though the site is an exchange'
	sed -i 's/^ixp: {/&allow-empty: true, /' "$LAB/ixp.yaml"
	run run_ixp
	assert_failure 2
	assert_output --partial 'participants 0 would be left'
	assert_equal "$(readlink "$LAB/state/current")" "$before"
	has bob 2001:db8:5b::/48
}
