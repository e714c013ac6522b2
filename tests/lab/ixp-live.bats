#!/usr/bin/env bats
# The exchange by its whole pipeline, live: who is in the VPN and what is
# leased come from two HTTPS servers that go wrong on demand, and apply talks
# to BIRD.  Each step goes on from where the one before it left the network.

load exchange

SERVER=$TOP_BUILDDIR/tests/http/server

setup() {
	[ -z "$(lab_lacks)" ] || skip "$(lab_lacks)"
	[ -x "$SERVER" ] || skip "the test server is not built (no OpenSSL)"
	command -v openssl >/dev/null || skip "openssl is not installed"
	cd "$LAB" || return
}

setup_file() {
	[ -z "$(lab_lacks)" ] && [ -x "$SERVER" ] &&
		command -v openssl >/dev/null || return 0	# setup() says so
	exchange_up
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
		-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 \
		-days 2 -keyout server.key -out ca.pem 2>/dev/null
	(umask 077 && echo sesame-123 >token)
	mkdir -p headscale/api/v1 gateway/service site
	who | leases
	for name in headscale gateway; do
		echo /auth/etag >$name/.fault
		serve $name
	done
	cp "$TOP_SRCDIR/examples/ixp/pipeline" "$TOP_SRCDIR/examples/ixp/status" site
	# The tests look at the summaries, which only -v prints.
	sed -i 's/^\(source-fetch\|participant-parse\) /\1 -v /' site/pipeline
	{
		site_of_exchange
		echo 'sources:'
		source_of headscale /api/v1/node
		source_of gateway /service/mappings
	} >site/site.yaml
	install -d -m 0750 -g bird state
}

teardown_file() {
	exchange_down
}

# serve NAME [PORT]: that server, in the exchange's namespace, on its port.
serve() {
	rm -f "$LAB/$1/.port"
	lab_in ixp "$SERVER" -c "$LAB/ca.pem" -k "$LAB/server.key" \
		-t sesame-123 -l "127.0.0.1:${2:-0}" "$LAB/$1" 3>&- 2>"$LAB/$1.err" &
	echo $! >"$LAB/$1.server"
	lab_wait 10 test -s "$LAB/$1/.port"
}

source_of() {
	echo "  $1: {url: \"https://127.0.0.1:$(cat "$1/.port")$2\", token-file: $LAB/token, ca-file: $LAB/ca.pem, timeout: 2, retries: 1}"
}

# who: everybody, a line each: e-mail, address or -, AS number or -, prefixes.
who() {
	cat <<-END
	alice@example.com 100.64.0.10 $ALICE 2001:db8:5b::/48 2001:db8:5c::/48 2001:db8:5e::/48 2001:db8:5f::/48
	bob@example.net 100.64.0.11 $BOB 2001:db8:5d::/48 198.51.100.0/24
	carol@example.org 100.101.7.3 $CAROL
	dave@example.com 100.64.0.12 -
	erin@example.org - 64506 2001:db8:6e::/48
	END
}

# leases: such lines, as what the two programs answer from now on.
leases() {
	awk -v nodes="$LAB/headscale/new" -v mappings="$LAB/gateway/new" '
		BEGIN { printf "{\"nodes\": [" >nodes; printf "{\"mappings\": [" >mappings }
		$2 != "-" {
			printf "%s\n{\"ipAddresses\": [\"%s\"], \"user\": {\"email\": \"%s\"}}",
			    (nodes_had++ ? "," : ""), $2, $1 >nodes
		}
		$3 != "-" {
			printf "%s\n{\"email\": \"%s\", \"asn\": %s, \"prefixes\": [",
			    (mappings_had++ ? "," : ""), $1, $3 >mappings
			for (i = 4; i <= NF; i++)
				printf "%s\"%s\"", (i == 4 ? "" : ", "), $i >mappings
			printf "]}" >mappings
		}
		END { print "]}" >nodes; print "]}" >mappings }'
	mv "$LAB/headscale/new" "$LAB/headscale/api/v1/node"
	mv "$LAB/gateway/new" "$LAB/gateway/service/mappings"
}

# exchange COMMAND ...: at the exchange, in its folder.
exchange() {
	(cd "$LAB/site" && lab_in ixp "$@" 3>&-)
}

records() {
	exchange source-fetch -s site.yaml 2>/dev/null |
		exchange participant-parse -s site.yaml 2>/dev/null
}

# What is live: what is installed, what BIRD runs, and since when.
live() {
	readlink "$LAB/state/current"
	lab_birdc ixp eval BIRDFEED_GENERATION
	since
	lab_birdc ixp show route count
}

# stays STATUS [LINE ...]: the pipeline ends so, with just these lines (parts
# of them) on standard error, and what was live is live.
stays() {
	local status_wanted=$1 before i
	shift
	before=$(live)
	run exchange ./pipeline
	assert_equal "$status" "$status_wanted"
	for ((i = 0; i < $#; i++)); do
		assert_line --index $i --partial "${*:i+1:1}"
	done
	assert_equal "${#lines[@]}" $#
	assert_equal "$(live)" "$before"
	has bob 2001:db8:5b::/48
}

@test "over TLS and with tokens the exchange is installed, and then nothing is" {
	run exchange ./pipeline
	assert_success
	assert_line 'source-fetch: 2 fetched, 0 unchanged, 0 stale'
	assert_line 'participant-parse: 3 participants, 0 users refused, 1 nodes without a mapping, 1 mappings without a node'
	assert_line --partial bird/ixp.conf
	lab_bird ixp "$LAB/state/current/bird/bird.conf"
	lab_wait 10 lab_birdc ixp show status
	run exchange ./pipeline
	assert_success
	assert_line 'source-fetch: 0 fetched, 2 unchanged, 0 stale'
	refute_output --partial apply
	run exchange ./pipeline -v
	assert_line 'apply: unchanged'
}

@test "four sessions come up, one of them from an address that is nobody's" {
	records >"$LAB/records"
	participants_up "$LAB/site/site.yaml" "$LAB/records"
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

@test "peer-status says to a participant what came, and why it was refused" {
	lab_wait 20 has bob 2001:db8:5b::/48
	ask() {
		records | exchange peer-status -s site.yaml "$@" -
	}
	run ask --only AS$ALICE
	assert_success
	assert_output --partial Established
	assert_line --partial "2001:db8:5d::/48: rejected: leased to AS$BOB"
	assert_line --partial '2001:db8:5b:1::/64: rejected: more specific than 2001:db8:5b::/48'
	assert_line --partial '::/0: rejected: a default route'
	assert_line --regexp '2001:db8:5e::/48: rejected: .*AS64999'
	refute_line --partial "$(protocol 100.64.0.10): 2001:db8:5b::/48"
	run ask --only AS$ALICE -f json
	assert_success
	assert_output --partial 2001:db8:5c::/48
	run ask
	assert_line --partial "2001:db8:62::/48: rejected: the session's address is no participant's"
	# The same as a page, which names nobody.
	run exchange ./status "$LAB/page.html"
	assert_success
	run cat "$LAB/page.html"
	assert_output --partial "leased to AS$BOB"
	assert_output --partial 2001:db8:5b::/48
	refute_output --partial example
}

@test "a new lease is live within one run, and an expired one is gone" {
	before=$(since)
	[ "$(wc -l <<<"$before")" -ge 4 ]
	who | sed -e 's| 2001:db8:5c::/48||' -e '/^carol/s|$| 2001:db8:61::/48|' | leases
	run exchange ./pipeline
	assert_success
	assert_line 'source-fetch: 1 fetched, 1 unchanged, 0 stale'
	gone() {
		refused 2001:db8:5c::/48 100.64.0.10 9 &&
			! has bob 2001:db8:5c::/48
	}
	lab_wait 30 accepted 2001:db8:61::/48 100.101.7.3
	lab_wait 30 has bob 2001:db8:61::/48
	lab_wait 30 gone
	assert_equal "$(since)" "$before"
}

@test "a participant whose lease ends is mute, and no session notices" {
	before=$(since)
	who | sed '/^bob/d' | leases
	run exchange ./pipeline
	assert_success
	gone() {
		refused 2001:db8:5d::/48 100.64.0.11 101 &&
			! has carol 2001:db8:5d::/48 && ! has carol 198.51.100.0/24
	}
	lab_wait 30 gone
	assert_equal "$(since)" "$before"
	# And is not, as soon as it is there again.
	who | leases
	run exchange ./pipeline
	assert_success
	lab_wait 30 has carol 2001:db8:5d::/48
	lab_wait 30 has bob 2001:db8:5b::/48
	assert_equal "$(since)" "$before"
}

@test "either API slow, 500, 401, half a body, reset: what was live stays" {
	for name in headscale gateway; do
		while read -r fault says; do
			echo "$fault" >"$LAB/$name/.fault"
			stays 2 "source-fetch: $name: $says"
		done <<-'END'
		/slow=5000 Operation timed out
		/status=500 HTTP status 500
		/status=401 HTTP status 401
		/half 
		/cut 
		/reset 
		/huge=140 
		END
		echo /auth/etag >"$LAB/$name/.fault"
	done
	# A token that is not theirs.
	(umask 077 && echo other >"$LAB/token")
	stays 2 'HTTP status 401' 'HTTP status 401'
	echo sesame-123 >"$LAB/token"
}

@test "either API down: what was live stays, and then it goes on" {
	for name in headscale gateway; do
		port=$(cat "$LAB/$name/.port")
		kill "$(cat "$LAB/$name.server")"
		lab_wait 10 down "$port"
		stays 2 "source-fetch: $name: "
		serve $name "$port"
		run exchange ./pipeline
		assert_success
	done
}

# down PORT: nobody listens there.
down() {
	! lab_in ixp bash -c ": </dev/tcp/127.0.0.1/$1"
}

@test "another JSON, an empty list, no JSON at all: what was live stays" {
	local said='source-fetch: 1 fetched, 1 unchanged, 0 stale'
	while read -r file list; do
		echo '{"message": "down for maintenance"}' >"$LAB/$file"
		stays 2 "$said" "$list: missing (expected"
		echo '[]' >"$LAB/$file"
		stays 2 "$said" 'participant-parse: '
		echo "{\"$list\": [{}]}" >"$LAB/$file"
		stays 2 "$said" "${list}[0]." "$list: all 1 items have another shape"
		echo '<html>welcome</html>' >"$LAB/$file"
		stays 2 "$said" 'participant-parse: '
		echo "{\"$list\": []}" >"$LAB/$file"
		stays 2 "$said" 'no participant is left' 'participant-parse: 0 participants'
		who | leases
		run exchange ./pipeline
		assert_success
	done <<-END
	headscale/api/v1/node nodes
	gateway/service/mappings mappings
	END
}

@test "empty where the last was not, even where the site allows that: refused" {
	sed -i 's/^ixp: {/&allow-empty: true, /' "$LAB/site/site.yaml"
	leases </dev/null
	before=$(live)
	run exchange ./pipeline
	assert_failure 2
	assert_line --partial 'apply: of 3 participants 0 would be left'
	assert_equal "$(live)" "$before"
	sed -i 's/allow-empty: true, //' "$LAB/site/site.yaml"
}

@test "an answer that lost more than max-removals: refused, until it is right" {
	who | sed -e '/^bob/d' -e '/^carol/d' | leases
	before=$(live)
	run exchange ./pipeline
	assert_failure 2
	assert_line --partial 'apply: of 3 participants 1 would be left (max-removals is 20%'
	assert_equal "$(live)" "$before"
	before=$(since)
	run exchange ./pipeline --force
	assert_success
	gone() {
		! has alice 2001:db8:5d::/48 && ! has alice 198.51.100.0/24
	}
	lab_wait 30 gone
	assert_equal "$(since)" "$before"
	who | leases
	run exchange ./pipeline
	assert_success
	lab_wait 30 has carol 2001:db8:5d::/48
}

@test "with max-stale the last answer stands in, and each run says so" {
	sed -i 's/timeout: 2/&, max-stale: 600/' "$LAB/site/site.yaml"
	echo /status=500 >"$LAB/gateway/.fault"
	stays 0 'source-fetch: gateway: warning: HTTP status 500' \
		'source-fetch: 0 fetched, 1 unchanged, 1 stale' \
		'participant-parse: 3 participants'
	# And what the other one says is live all the same: bob comes to
	# another machine.
	who | sed 's/100.64.0.11/100.64.9.9/' | leases
	exchange ./pipeline
	lab_wait 30 refused 2001:db8:5d::/48 100.64.0.11 101
	echo /auth/etag >"$LAB/gateway/.fault"
}
