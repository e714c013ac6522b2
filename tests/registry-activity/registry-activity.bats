#!/usr/bin/env bats
# registry-activity: the lines of git log in, activity records out.

load ../verbose

setup() {
	bats_load_library bats-support
	bats_load_library bats-assert
	bats_require_minimum_version 1.5.0
	cd "$BATS_TEST_TMPDIR" || return 1
}

# activity ARGUMENT...: runs registry-activity on file in.
activity() {
	status=0
	registry-activity "$@" <in >out 2>err || status=$?
}

# assert_found RECORD...: out is complete and has these; a space is a TAB.
assert_found() {
	[ "$status" -eq 0 ] || fail "$(cat err)"
	{
		printf '\n%%begin birdfeed-records 1\n'
		[ $# -eq 0 ] || printf 'activity %s source=git\n' "$@" | tr ' ' '\t'
		echo %end
	} >expected
	run diff expected out
	assert_success
}

# Exit 2, no %end, and $1 on standard error.
assert_refused() {
	assert_equal "$status" 2
	run ! grep -x %end out
	run cat err
	assert_output --partial "$1"
}

# commit DATE [NAME...]: as git log prints it.
commit() {
	echo "@$1"
	shift
	[ $# -eq 0 ] || printf '\n'
	[ $# -eq 0 ] || printf 'data/aut-num/%s\n' "$@"
}

@test "the newest edit of each, in UTC" {
	{
		commit 2024-01-01T00:30:00+01:00 AS64500
		commit 2023-12-31T23:30:00-01:00 AS64501
		commit 2020-01-01T00:00:00Z AS64500 AS4242420000 AS64502
		commit 2021-06-01T14:00:00+14:00 AS64502
	} >in
	activity
	assert_found 'AS64500 last-seen=2023-12-31' 'AS64501 last-seen=2024-01-01' \
		'AS64502 last-seen=2021-06-01' 'AS4242420000 last-seen=2020-01-01'
	assert_equal "$(cat err)" "registry-activity: 4 commits, 4 aut-nums; 0 commits of more than 50 aut-nums do not count (0 edits); 0 other names"
}

@test "a cut-off, by the second; --all" {
	{
		commit 2024-01-01T00:30:00+01:00 AS64500
		commit 2024-01-01T00:00:00Z AS64501
		commit 2020-01-01T00:00:00Z AS64502
	} >in
	activity -c 2024-01-01
	assert_found 'AS64501 last-seen=2024-01-01'
	activity -c 2024-01-01 --all
	assert_found 'AS64500 last-seen=2023-12-31' 'AS64501 last-seen=2024-01-01' \
		'AS64502 last-seen=2020-01-01'
	activity -c 2999-01-01
	assert_refused 'registry-activity: --cutoff: '
	activity -c yesterday
	assert_refused 'registry-activity: --cutoff: '
}

@test "a history that does not reach back to the cut-off is refused" {
	commit 2024-05-01T00:00:00Z AS64500 >in
	activity -c 2024-01-01
	assert_refused 'the history begins later, on 2024-05-01'
	activity -c 2024-01-01 --young
	assert_found 'AS64500 last-seen=2024-05-01'
	activity
	assert_found 'AS64500 last-seen=2024-05-01'
}

@test "a commit of very many is nobody's edit" {
	{
		# shellcheck disable=SC2046
		commit 2024-02-01T00:00:00Z $(printf 'AS%d ' $(seq 64500 64550))
		# shellcheck disable=SC2046
		commit 2023-02-01T00:00:00Z $(printf 'AS%d ' $(seq 64501 64550))
		commit 2022-02-01T00:00:00Z AS64500
	} >in
	activity
	assert_equal "$(grep -c 2023-02-01 out)" 50
	grep 'AS64500	last-seen=2022-02-01' out
	grep -F '1 commits of more than 50 aut-nums do not count (51 edits)' err
	activity --mass 51
	assert_equal "$(grep -c 2024-02-01 out)" 51
	activity --mass 1
	assert_found 'AS64500 last-seen=2022-02-01'
}

@test "other names, quoted ones, and those of no AS" {
	cat >in <<-'END'
	@2024-02-01T00:00:00Z

	data/aut-num/AS64500
	data/aut-num/as64501
	data/aut-num/AS
	data/aut-num/AS64502.orig
	data/aut-num/AS1.5
	data/aut-num/AS99999999999
	data/aut-num/AS64503/x
	data/person/AS64504
	data/not-aut-num/AS64505
	registry/data/aut-num/AS64506
	aut-num/AS64507
	AS64508
	"data/aut-num/AS64509\n\"\\"
	"data/aut-num/AS64510\303\274"
	END
	activity
	assert_found 'AS64500 last-seen=2024-02-01' 'AS64506 last-seen=2024-02-01' \
		'AS64507 last-seen=2024-02-01'
	grep -F ' 11 other names' err
}

@test "what git does not print is refused with its line" {
	bad() {
		printf '%b' "$1" >in
		activity
		assert_refused "$2"
	}
	bad '' 'no commit'
	bad '\n\n' 'no commit'
	bad 'data/aut-num/AS1\n' '-:1: "data/aut-num/AS1" (expected the time of a commit first'
	bad '@2024-02-01\n' '-:1: "2024-02-01" (expected a time with its zone'
	bad '@1700000000\n' '-:1: '
	bad '@\n' '-:1: '
	bad '@2024-02-01T00:00:00Z\n\nM\tdata/aut-num/AS1\n' '-:3: '
	bad '@2024-02-01T00:00:00Z\n\ndata/aut-num/AS1\0data/aut-num/AS2\n' '-:3: '
	bad '@2024-02-01T00:00:00Z\n\n"data/aut-num/AS1\\"\n' '-:3: '
	bad '@2024-02-01T00:00:00Z\n\ndata/aut-num/AS1' '-:3: the lines end within this one'
}

@test "a commit of the future counts, and is said" {
	{
		commit 2999-01-01T00:00:00Z AS64500
		commit 2001-01-01T00:00:00Z AS64501
	} >in
	activity
	assert_found 'AS64500 last-seen=2999-01-01' 'AS64501 last-seen=2001-01-01'
	grep -F 'warning: a commit of 2999-01-01, which is still to come' err
}

# at DATE WORD...: git at that time.
at() {
	local date=$1
	shift
	GIT_COMMITTER_DATE=$date GIT_AUTHOR_DATE=$date git -C repo \
		-c user.name=x -c user.email=x@example.com \
		-c commit.gpgsign=false "$@" >/dev/null 2>&1
}

@test "a real repository: edits, a rename, a deletion, a merge, a shallow clone" {
	command -v git >/dev/null || skip "no git"
	export HOME=$PWD GIT_CONFIG_NOSYSTEM=1
	git init -q repo
	mkdir -p repo/data/aut-num repo/data/person
	local n
	for n in 64500 64501 64502 64503; do
		printf 'aut-num: AS%s\nas-name: X\nmnt-by: X-MNT\nsource: X\n' $n \
			>repo/data/aut-num/AS$n
	done
	at 2015-01-01T12:00:00Z add .
	at 2015-01-01T12:00:00Z commit -m one
	echo 'remarks: x' >>repo/data/aut-num/AS64500
	at 2020-02-01T23:30:00-0130 commit -am two
	at 2021-01-01T00:00:00Z mv data/aut-num/AS64501 data/aut-num/AS64601
	at 2021-01-01T00:00:00Z commit -m rename
	at 2021-02-01T00:00:00Z rm data/aut-num/AS64502
	at 2021-02-01T00:00:00Z commit -m delete
	at 2021-03-01T00:00:00Z checkout -b side
	echo 'remarks: y' >>repo/data/aut-num/AS64503
	at 2021-03-01T00:00:00Z commit -am side
	at 2021-03-01T00:00:00Z checkout -
	echo 'person: x' >repo/data/person/X
	at 2021-03-02T00:00:00Z add .
	at 2021-03-02T00:00:00Z commit -m main
	at 2022-01-01T00:00:00Z merge --no-ff -m merge side
	printf 'aut-num: AS1\n' >"repo/data/aut-num/AS1
AS64500"
	at 2023-01-01T00:00:00Z add .
	at 2023-01-01T00:00:00Z commit -m odd
	log() {
		git -C "$1" log --format=@%cI --name-only -- data/aut-num
	}
	log repo >in
	activity -c 2020-01-01
	assert_found 'AS64500 last-seen=2020-02-02' 'AS64502 last-seen=2021-02-01' \
		'AS64503 last-seen=2021-03-01' 'AS64601 last-seen=2021-01-01'
	# Of a shallow clone the oldest commit has all files.
	git clone -q --depth 1 "file://$PWD/repo" shallow 2>/dev/null
	log shallow >in
	grep -F AS64500 in
	activity -c 2020-01-01
	assert_refused 'is it a shallow clone'
	# A log that was cut.
	log repo | head -n 6 >in
	activity -c 2020-01-01
	assert_refused 'was git log killed'
	git init -q empty
	log empty >in 2>/dev/null || true
	activity -c 2020-01-01
	assert_refused 'no commit'
}

@test "a full disk is an error; wrong calls" {
	commit 2024-02-01T00:00:00Z AS64500 >in
	run -2 sh -c 'registry-activity <in >/dev/full'
	assert_output --partial 'registry-activity: standard output: write: '
	run -2 registry-activity file
	run -2 registry-activity --mass 0 <in
	run -0 registry-activity --help
	assert_output --partial 'registry-activity(1)'
}
