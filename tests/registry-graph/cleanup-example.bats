#!/usr/bin/env bats
# examples/cleanup: the yearly run, on the example's registry and, where it is
# there, on the real one; the dumps are made up.

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	bats_require_minimum_version 1.5.0
	command -v git >/dev/null || skip "no git"
	# shellcheck source=tests/mrt-origins/mrt.bash
	. "$TOP_SRCDIR/tests/mrt-origins/mrt.bash"
	cd "$BATS_TEST_TMPDIR" || return 1
	export HOME=$PWD GIT_CONFIG_NOSYSTEM=1
	cp "$TOP_SRCDIR/examples/cleanup/decide" .
	chmod +x decide
	now=$(date -u +%s)
	since=$(date -u -d "@$((now - 1000 * 86400))" +%F)
	mkdir dumps registry
}

# commit DATE: all of the registry, at that time.
commit() {
	git -C registry add -A
	GIT_COMMITTER_DATE=$1 GIT_AUTHOR_DATE=$1 git -C registry \
		-c user.name=x -c user.email=x@example.com commit -qm x
}

# dump DAYS ASN...: of so many days ago, with these as origins.
dump() {
	local time=$((now - $1 * 86400)) asn
	shift
	# What rib writes, thousands of times.
	bin "$(for asn; do
		printf '%08x000d0002000000230000000018c0000200010000%08x0011400101004002%s%08x' \
			$time $time 0a02020000fbf1 "$asn"
	done)" | bzip2 >"dumps/$(date -u -d "@$time" +%F).mrt.bz2"
}

# The fourth step of the README.
remove() {
	registry-check registry >before || true
	sh removal.sh registry
	registry-check registry >after || true
	git -C registry -c user.name=x -c user.email=x@example.com \
		commit -qm 'Remove inactive networks'
}

@test "the example's registry: decide, review, remove" {
	cp -R "$TOP_SRCDIR/examples/dn42/registry/data" registry/data
	chmod -R u+w registry
	git -C registry init -q
	commit 2015-01-01T00:00:00Z
	echo 'remarks:            still here' >>registry/data/aut-num/AS4242429005
	commit "$(date -u -d "@$((now - 86400))" +%FT%TZ)"
	# Of 12 networks: 2 announced nothing for 1,000 days, one of them was
	# edited; 12 has opted out.
	dump 1500 4242429005 4242429011 4242429012
	dump 3 $(seq 4242429001 4242429004) $(seq 4242429006 4242429010)
	echo 'LARCH-MNT  # by mail' >opted-out
	HUB=WILLOW-MNT run -0 ./decide "$since" registry dumps
	assert_output --partial 'warning: no dump of '
	run cat inactive
	assert_output AS4242429011
	grep -F '<td>JUNIPER-MNT</td><td>aut-num AS4242429011</td><td>'"$(date -u -d "@$((now - 1500 * 86400))" +%F)"'</td><td>2015-01-01</td><td>listed</td>' page.html
	remove
	run diff before after
	assert_output ''
	assert_equal "$(git -C registry show --name-status --format= | sed 's/\t/ /' | LC_ALL=C sort)" "D data/aut-num/AS4242429011
D data/inet6num/fd5a:7e1d:b::_48
D data/inetnum/172.23.250.0_27
D data/mntner/JUNIPER-MNT
D data/person/JUNIPER-DN42
D data/route/172.23.250.0_27
D data/route6/fd5a:7e1d:b::_48"
	# Once more: there is nothing left to do.
	HUB=WILLOW-MNT run -0 ./decide "$since" registry dumps
	assert_equal "$(cat inactive)" ''
	run ! grep '^remove ' removal.sh
	run -0 sh removal.sh registry
	[ -z "$(git -C registry status --porcelain)" ]
}

@test "the example's registry: it stops where something is missing" {
	cp -R "$TOP_SRCDIR/examples/dn42/registry/data" registry/data
	chmod -R u+w registry
	git -C registry init -q
	commit 2015-01-01T00:00:00Z
	dump 3 $(seq 4242429001 4242429006)
	# Half of all.
	HUB=WILLOW-MNT run ./decide "$since" registry dumps
	assert_failure
	assert_output --partial '--most: 6 of 12 aut-nums would be removed'
	[ ! -s removal.sh ]
	HUB=WILLOW-MNT MOST=50 run -0 ./decide "$since" registry dumps
	# No dump, one that is cut, a shallow clone.
	rm removal.sh
	mv dumps kept
	mkdir dumps
	run ! ./decide "$since" registry dumps
	head -c 40 kept/*.bz2 >dumps/cut.mrt.bz2
	run ! ./decide "$since" registry dumps
	git clone -q --depth 1 "file://$PWD/registry" shallow
	run ! ./decide "$since" shallow kept
	[ ! -e removal.sh ]
}

@test "the cron line reads the cache of decide" {
	grep -F 'mrt-origins -q --cache cache dumps' "$TOP_SRCDIR/examples/cleanup/crontab"
	dump 3 64500
	run -0 mrt-origins -q --cache cache dumps
	run -0 mrt-origins --all -c "$since" --cache cache dumps
	assert_output --partial '(1 of them in the cache)'
}

@test "the real registry: the whole procedure" {
	[ -e "${BIRDFEED_DATA-}/dn42-registry.tar.xz" ] || skip "no BIRDFEED_DATA"
	tar -xf "$BIRDFEED_DATA/dn42-registry.tar.xz" -C registry
	git -C registry init -q
	commit 2015-01-01T00:00:00Z
	# Five of six were there.
	ls registry/data/aut-num | sed -n 's/^AS\([1-9][0-9]*\)$/\1/p' |
		awk 'NR % 6' >there
	# shellcheck disable=SC2046
	dump 3 $(cat there)
	MOST=40 run -0 ./decide "$since" registry dumps
	[ "$(wc -l <inactive)" -gt 400 ]
	assert_equal "$(sort -u there inactive | grep -c AS)" "$(wc -l <inactive)"
	remove
	# Lines move in what was edited; besides, only what registry-parse
	# refuses may be new.
	sed 's/:[0-9]*: /: /' before | LC_ALL=C sort >one
	sed 's/:[0-9]*: /: /' after | LC_ALL=C sort >two
	registry-parse registry 2>&1 >/dev/null |
		sed -n 's/^registry-parse: \([^ ]*\):[0-9]*: .*/\1/p' | sort -u >refused
	run sh -c 'LC_ALL=C comm -13 one two | grep -vFf refused'
	assert_output ''
	[ "$(git -C registry show --name-status --format= | grep -c '^D')" -gt 300 ]
}

@test "the README's commands, one after another" {
	cp -R "$TOP_SRCDIR/examples/cleanup" readme
	chmod -R u+w readme
	chmod +x readme/decide
	cp -R "$TOP_SRCDIR/examples/dn42/registry/data" registry/data
	chmod -R u+w registry
	git -C registry init -q
	commit 2015-01-01T00:00:00Z
	dump 1500 4242429011
	dump 3 $(seq 4242429001 4242429010)
	cd readme || return
	# In place of the addresses, the day and the names that are examples.
	awk '/^It writes/ { other = 1 } /^It warns/ { other = 0 }
		!other && sub(/^    /, "")' README |
		sed -e "s|https://git.dn42.dev/dn42/registry.git|$PWD/../registry|" \
			-e "s|^wget .*|cp -R $PWD/../dumps . #&|" -e '/-P dumps/d' \
			-e "s|2023-11-26|$since|; s|OAK-MNT|LARCH-MNT|; s|DN42-MNT|WILLOW-MNT|" \
			>commands
	grep -q '^sh removal.sh registry' commands
	export HUB=WILLOW-MNT EMAIL=x@example.com GIT_AUTHOR_NAME=x GIT_COMMITTER_NAME=x
	run -0 sh -x commands
	refute_output --partial 'not found'
	run git -C cleanup/registry log -1 --name-status --format=%s
	assert_line 'Remove inactive networks'
	assert_line $'D\tdata/aut-num/AS4242429011'
	# Who opted out stays.
	refute_output --partial 4242429012
}
